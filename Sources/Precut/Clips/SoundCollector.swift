internal import Cutting
internal import ElementaryStreams
internal import ExactTime

/// Collects the units of sound that one clip needs while segments pass by.
///
/// Memory: 24 bytes a unit, 16 MB for four hours of AAC at 48 kHz.
struct SoundCollector: Sendable {
    /// The clip, on the media clock; `nil` where its end lies before its start, and nothing is collected.
    let range: TimeRange?
    /// The segments that were looked at; `nil` before the first.
    private(set) var segments: ClosedRange<Int>?
    /// ISO 639-2 language where the container states one.
    private(set) var language: String?
    /// The codec of sound that nothing here can make sense of.
    private(set) var unknownCodec: Codec?

    /// As they came: segment behind segment.
    private var units: [SoundUnit] = []
    private var offsets: [UInt64] = []
    private var parts: [Part] = []
    private var formats: [SoundFormat] = []
    private var formatNumbers: [SoundFormat: UInt16] = [:]
    /// Runs by the instant of tick 0, whole wraps of 33 bits taken away.
    private var runs: [MediaInstant: UInt16] = [:]
    /// From the first to the last timestamp of the sound of all segments that were looked at.
    private var seen: ClosedRange<MediaInstant>?
    /// The segment at that end brought the sound no further, so the next one will not either.
    private var isEarlierExhausted = false
    private var isLaterExhausted = false

    /// What a segment brought.
    private struct Part {
        var segment: Int
        var units: Range<Int>
    }

    /// So many formats in one clip are no sound but an attempt.
    private static let formatLimit = 4096

    /// Collects for `[inPoint, outPoint)` on the media clock.
    init(inPoint: MediaInstant, outPoint: MediaInstant) {
        self.init(for: TimeRange(start: inPoint, end: outPoint))
    }

    /// Collects for a span of the media clock; nothing for `nil`.
    init(for range: TimeRange?) { self.range = range }

    // MARK: Taking in

    /// Takes in what a segment has for this clip; each segment once, in any order.
    ///
    /// A segment that has nothing for the range and does not lie beside one that was looked at is passed over.
    ///
    /// - Parameters:
    ///   - sound: `nil` where the segment has no sound stream, or is missing.
    ///   - segment: Its number, in the playlist that the sound comes from.
    mutating func add(_ sound: StoredSound?, segment: Int) throws(PrecutError) {
        guard let range else { return }
        let windows = sound?.formats.map { $0.window(of: range, sound?.clock) } ?? []
        let matching = sound?.units.filter { windows[$0.format]?.contains($0.pts) ?? false } ?? []
        guard widen(to: segment, sound, touches: !matching.isEmpty), let sound else { return }
        language = language ?? sound.language
        unknownCodec = unknownCodec ?? sound.unknownCodec
        guard !matching.isEmpty else { return }
        let run = run(of: sound.clock)
        var numbers: [UInt16] = []
        for format in sound.formats { numbers.append(try number(of: format)) }
        let first = units.count
        for unit in matching {
            let rate = sound.formats[unit.format].audio.sampleRate
            let samples = (sound.clock.instant(of: unit.pts) - range.start).seconds * Rational(Int128(rate))
            units.append(
                SoundUnit(
                    position: Int64(clamping: samples.rounded(.nearestTiesUp)), size: unit.size, run: run,
                    format: numbers[unit.format]))
            offsets.append(unit.offset)
        }
        parts.append(Part(segment: segment, units: first..<units.count))
    }

    private mutating func number(of format: SoundFormat) throws(PrecutError) -> UInt16 {
        if let known = formatNumbers[format] { return known }
        guard formats.count < Self.formatLimit else {
            throw PrecutError(
                .invalidInput, code: "sound-formats",
                "the sound changes its format more than \(Self.formatLimit) times")
        }
        let number = UInt16(formats.count)
        formats.append(format)
        formatNumbers[format] = number
        return number
    }

    private mutating func run(of clock: SegmentClock) -> UInt16 {
        let wrap = TimeBase.mpeg.duration(1 << 33).seconds
        let wraps = (clock.offset.sinceZero.seconds / wrap).rounded(.down)
        let origin = clock.offset - MediaDuration(Rational(wraps) * wrap)
        // Neighbours are told apart by it, so it may begin again.
        let run = runs[origin] ?? UInt16(truncatingIfNeeded: runs.count)
        runs[origin] = run
        return run
    }

    // MARK: How far to look

    /// Whether the segment before ``segments`` must be looked at: the sound at the in point, or what a decoder
    /// needs before it, may lie there.
    var needsEarlier: Bool {
        guard let range, segments != nil, !isEarlierExhausted else { return false }
        guard let seen else { return true }
        let reach = formats.map(\.reach).max() ?? .zero
        if !formats.isEmpty, seen.lowerBound < range.start - reach { return false }
        return !hasPreroll
    }

    /// Whether the segment behind ``segments`` must be looked at: the sound before the out point may lie there.
    var needsLater: Bool {
        guard let range, segments != nil, !isLaterExhausted else { return false }
        guard let seen else { return true }
        return seen.upperBound < range.end
    }

    /// Whether there is a unit that holds the in point, and enough before it for a decoder.
    private var hasPreroll: Bool {
        // The units around the in point are a few dozen.
        let near = units.filter { $0.position <= 0 }.sorted { $0.position > $1.position }
        guard let first = near.first else { return false }
        let format = formats[Int(first.format)]
        let slack = SoundPlan.Request(formats: [], sampleRate: format.audio.sampleRate, length: 0).jitter
        let heard = near.filter { $0.position + Int64(format.samplesPerUnit) > -slack }
        guard !heard.isEmpty else { return false }
        let earlier = near.dropFirst(heard.count).prefix { $0.run == first.run && $0.format == first.format }
        return format.preroll.count(sizes: earlier.lazy.map(\.size)) != nil
    }

    /// Notes a segment, and whether it brought the sound further.
    ///
    /// - Returns: Whether it is one that counts.
    private mutating func widen(to segment: Int, _ sound: StoredSound?, touches: Bool) -> Bool {
        let span = sound.flatMap { sound in
            sound.span.map {
                sound.clock.instant(of: $0.lowerBound)...sound.clock.instant(of: $0.upperBound)
            }
        }
        if let old = segments, old.lowerBound - 1 > segment || old.upperBound + 1 < segment {
            guard touches else { return false }
            // What was looked at so far belongs to other clips.
            if units.isEmpty { (segments, seen) = (nil, nil) }
        }
        guard let old = segments else {
            segments = segment...segment
            seen = span
            (isEarlierExhausted, isLaterExhausted) = (sound == nil, sound == nil)
            return true
        }
        if segment < old.lowerBound {
            isEarlierExhausted = span.map { $0.lowerBound >= seen?.lowerBound ?? $0.upperBound } ?? true
        }
        if segment > old.upperBound {
            isLaterExhausted = span.map { $0.upperBound <= seen?.upperBound ?? $0.lowerBound } ?? true
        }
        segments = min(old.lowerBound, segment)...max(old.upperBound, segment)
        if let span {
            seen =
                min(
                    seen?.lowerBound ?? span.lowerBound, span.lowerBound)...max(
                    seen?.upperBound ?? span.upperBound, span.upperBound)
        }
        return true
    }

    // MARK: What was collected

    /// The units in the order in which they are heard.
    ///
    /// - Returns: `nil` where no sound lies in the range.
    /// - Throws: Where nothing makes sense of the sound, or its rate changes inside the range.
    func sequence() throws(PrecutError) -> SoundSequence? {
        guard let range else { return nil }
        guard !units.isEmpty else {
            if let unknownCodec { throw SoundTrackMaker.unknown(unknownCodec) }
            return nil
        }
        var order = parts
        // Segments mostly come in order, all but the one before the first.
        order.sort { $0.segment < $1.segment }
        return try SoundSequence(
            range: range, formats: formats, units: units, offsets: offsets, order: order.map(\.units),
            language: language)
    }
}
