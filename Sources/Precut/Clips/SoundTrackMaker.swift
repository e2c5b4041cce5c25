internal import Cutting
internal import ElementaryStreams
internal import ExactTime
internal import MovieFile

/// Makes the sound track of a clip out of what a collector has.
///
/// The track is exact to the sample: its time scale is the sample rate, and its edit list enters the media at the
/// first sample heard. Edits last whole ticks of 1/90000 s, each edge rounded to the nearest from the exact instant:
/// all of them together as long as the clip, and a delay within half a tick (0.27 samples at 48 kHz) of its place.
struct SoundTrackMaker: Sendable {
    private let sequence: SoundSequence?
    private let plan: SoundPlan?

    /// Plans the sound.
    ///
    /// - Parameters:
    ///   - collector: Has seen every segment that the clip needs.
    ///   - mode: ``ClipMode/encode`` encodes all sound; the others copy where that is exact.
    /// - Throws: Where nothing makes sense of the sound, or its rate changes inside the range.
    init(_ collector: SoundCollector, mode: ClipMode) throws(PrecutError) {
        sequence = try collector.sequence()
        plan = sequence.map {
            SoundPlan(
                $0.units,
                SoundPlan.Request(
                    formats: $0.formats.map(\.planned), sampleRate: $0.sampleRate, length: $0.length,
                    mode: mode))
        }
    }

    /// What would be made; `nil` where no sound lies in the range.
    var facts: SoundFacts? {
        guard let sequence, let plan, let heard = plan.heard, let first = plan.stretches.first else {
            return nil
        }
        let used = plan.stretches.flatMap { sequence.units[$0.preroll.lowerBound..<$0.units.upperBound] }
        let sourceBytes = used.reduce(0) { $0 + UInt64($1.size) }
        if case .encode(let reason) = plan.action {
            return SoundFacts(
                heard: 0..<sequence.length, sampleRate: sequence.sampleRate, codec: .aac, reason: reason,
                hiddenSamples: SoundEncoding.priming, sourceBytes: sourceBytes)
        }
        let format = sequence.formats[Int(sequence.units[first.units.lowerBound].format)]
        let hidden = Int64(first.preroll.count * format.samplesPerUnit) + first.headTrim
        return SoundFacts(
            heard: heard, sampleRate: sequence.sampleRate, codec: format.codec, reason: nil,
            hiddenSamples: hidden, sourceBytes: sourceBytes)
    }

    /// Makes the track.
    ///
    /// Blocking work where sound is encoded; memory does not grow with its length but for 12 bytes a unit.
    ///
    /// - Parameters:
    ///   - id: The track's identifier.
    ///   - scratch: Where the collected units lie, and where encoded ones go.
    ///   - isCancelled: Asked from time to time.
    /// - Returns: `nil` where no sound lies in the range.
    /// - Throws: ``PrecutError``; of the kind `interrupted` where `isCancelled` said so.
    func make(
        id: UInt32, scratch: ScratchFile, isCancelled: () -> Bool
    ) throws(PrecutError) -> (track: ClipTrack, facts: SoundFacts)? {
        guard let sequence, let plan, var facts, let stretch = plan.stretches.first else { return nil }
        guard facts.isCopied else {
            let encoding = SoundEncoding(sequence: sequence, scratch: scratch)
            let sound = try encoding.encode(plan.stretches, isCancelled: isCancelled)
            facts.heard = 0..<sound.length
            facts.sampleRate = sound.sampleRate
            facts.hiddenSamples = sound.hidden
            let description = TrackDescription(
                id: id, timeScale: UInt32(clamping: sound.sampleRate), language: sequence.writableLanguage,
                sampleEntry: .audio(
                    AudioSampleEntry(
                        .aac(specificConfig: sound.configuration), channels: sound.channels,
                        sampleRate: sound.sampleRate)),
                samples: sound.samples, edits: edits(facts), rollDistance: -1)
            return (ClipTrack(description: description, offsets: sound.offsets), facts)
        }
        let format = sequence.formats[Int(sequence.units[stretch.units.lowerBound].format)]
        guard let entry = format.sampleEntry else { throw Self.notDescribed(format.codec) }
        let used = stretch.preroll.lowerBound..<stretch.units.upperBound
        var samples = SampleTable()
        samples.reserveCapacity(used.count)
        var left = facts.hiddenSamples + facts.sampleCount
        for unit in sequence.units[used] {
            // The media ends where the sound ends: only the last unit is shortened.
            let duration = min(Int64(format.samplesPerUnit), left)
            samples.append(TrackSample(size: unit.size, duration: UInt32(clamping: duration)))
            left -= duration
        }
        let description = TrackDescription(
            id: id, timeScale: UInt32(clamping: facts.sampleRate), language: sequence.writableLanguage,
            sampleEntry: .audio(entry), samples: samples, edits: edits(facts),
            rollDistance: format.rollDistance)
        return (ClipTrack(description: description, offsets: Array(sequence.offsets[used])), facts)
    }

    /// An empty edit where sound begins late, then the sound; up to the clip's end where it lasts that long.
    private func edits(_ facts: SoundFacts) -> [EditListEntry] {
        guard let sequence else { return [] }
        let movie = TimeBase.mpeg
        func ticks(_ span: MediaDuration) -> UInt64 {
            UInt64(clamping: movie.ticks(in: span, rounding: .nearestTiesUp) ?? 0)
        }
        let isToTheEnd =
            facts.heard.upperBound
            >= SoundSequence.length(
                of: sequence.range, sampleRate: facts.sampleRate)
        let delay = ticks(facts.start(from: .zero) - .zero)
        let end = ticks(isToTheEnd ? sequence.range.duration : facts.end(from: .zero) - .zero)
        // Sound shorter than half a tick is still heard for one.
        let sound = EditListEntry(
            segmentDuration: max(1, end > delay ? end - delay : 0), mediaTime: facts.hiddenSamples)
        return delay > 0 ? [EditListEntry(segmentDuration: delay, mediaTime: nil), sound] : [sound]
    }
}

extension SoundSequence {
    /// The language where mp4 can state it: three letters.
    var writableLanguage: String? {
        language.flatMap { language in
            language.utf8.count == 3 && language.utf8.allSatisfy { (0x61...0x7A).contains($0) }
                ? language : nil
        }
    }
}
