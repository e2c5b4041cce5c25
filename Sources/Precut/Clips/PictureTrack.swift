internal import Cutting
internal import ElementaryStreams
internal import ExactTime
internal import MovieFile

/// The finished picture track of a clip, and what the self-check holds it against.
struct PictureTrack: Sendable {
    /// The track.
    var track: ClipTrack
    /// For each sample in decoding order: the first 64 bits of its SHA-256.
    var digests: [UInt64]
    /// When each sample is shown, in ticks from the in point; hidden ones too.
    var times: [Int64]
    /// Encoded pictures that the decoder had complaints about.
    var damaged: Int
    /// Ticks of pre-roll before the in point.
    var preroll: Int64
    /// Ticks from the first sample shown or hidden to the end of the last.
    var mediaLength: Int64

    /// Joins the parts.
    ///
    /// Each sample lasts in decoding as long as it is shown, so that its duration is right for everybody who reads
    /// it; DTS are the sums of that, grow in every stream, and media times begin at 0. `ctts` holds what is left,
    /// below zero too.
    ///
    /// - Parameters:
    ///   - parts: In decoding order.
    ///   - length: The clip's length in ticks.
    ///   - entry: The sample description.
    init(
        _ parts: [CodedPart], length: Int64, entry: VideoSampleEntry, rotation: Rotation, language: String?
    ) {
        let samples = parts.count == 1 ? parts[0].samples : parts.flatMap(\.samples)
        let times = samples.map(\.pts)
        self.times = times
        let order = samples.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        let first = order.first.map { samples[$0].pts } ?? 0
        let last = order.last.map { samples[$0].pts } ?? 0
        let usual = order.count > 1 ? last - samples[order[order.count - 2]].pts : length
        // A hidden picture behind the out point has no end of its own that matters.
        let end = last < length ? length : last + max(1, usual)
        var durations = [UInt32](repeating: 0, count: samples.count)
        for (place, index) in order.enumerated() {
            let next = place + 1 < order.count ? samples[order[place + 1]].pts : end
            durations[index] = UInt32(clamping: next - samples[index].pts)
        }
        var table = SampleTable()
        table.reserveCapacity(samples.count)
        var decoding = first
        for (sample, duration) in zip(samples, durations) {
            table.append(
                TrackSample(
                    size: sample.size, duration: duration,
                    compositionOffset: Int32(clamping: sample.pts - decoding), isSync: sample.isSync))
            decoding += Int64(duration)
        }
        damaged = parts.reduce(0) { $0 + $1.damaged }
        preroll = -first
        mediaLength = end - first
        digests = samples.map(\.digest)
        let isTrimmed = preroll > 0 || end > length
        track = ClipTrack(
            description: TrackDescription(
                id: 1, timeScale: UInt32(ShownPictures.hertz), language: language, rotation: rotation,
                sampleEntry: .video(entry), samples: table,
                edits: isTrimmed
                    ? [EditListEntry(segmentDuration: UInt64(max(1, length)), mediaTime: preroll)] : []),
            offsets: samples.map(\.offset))
    }
}
