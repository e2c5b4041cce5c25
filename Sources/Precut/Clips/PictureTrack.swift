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
        let count = parts.reduce(0) { $0 + $1.count }
        var times: [Int64] = []
        times.reserveCapacity(count)
        for part in parts { for place in 0..<part.count { times.append(part[place].pts) } }
        var order = (0..<count).map { Int32(truncatingIfNeeded: $0) }
        order.sort { (times[Int($0)], $0) < (times[Int($1)], $1) }
        let first = order.first.map { times[Int($0)] } ?? 0
        var tail = HiddenTail()
        for time in times { tail.note(time, length: length) }
        var durations = [UInt32](repeating: 1, count: count)
        for (place, index) in order.enumerated() where times[Int(index)] < length {
            let next = place + 1 < order.count ? min(times[Int(order[place + 1])], length) : length
            durations[Int(index)] = UInt32(clamping: next - times[Int(index)])
        }
        if tail.leading > 0, let lead = durations.indices.first(where: { times[$0] < 0 }),
            durations[lead] > UInt32(clamping: tail.leading)
        {
            durations[lead] -= UInt32(clamping: tail.leading)
        }
        order = []
        var table = SampleTable()
        table.reserveCapacity(count)
        var offsets: [UInt64] = []
        offsets.reserveCapacity(count)
        var digests: [UInt64] = []
        digests.reserveCapacity(count)
        var decoding = first
        for part in parts {
            for place in 0..<part.count {
                let sample = part[place]
                let duration = durations[digests.count]
                table.append(
                    TrackSample(
                        size: sample.size, duration: duration,
                        compositionOffset: Int32(clamping: sample.pts - decoding), isSync: sample.isSync))
                decoding += Int64(duration)
                offsets.append(sample.offset)
                digests.append(sample.digest)
            }
        }
        self.times = times
        self.digests = digests
        damaged = parts.reduce(0) { $0 + $1.damaged }
        preroll = -first
        mediaLength = decoding - first
        let isTrimmed = preroll > 0 || tail.count > 0
        track = ClipTrack(
            description: TrackDescription(
                id: 1, timeScale: UInt32(ShownPictures.hertz), language: language, rotation: rotation,
                sampleEntry: .video(entry), samples: table,
                edits: isTrimmed
                    ? [EditListEntry(segmentDuration: UInt64(max(1, length)), mediaTime: preroll)] : []),
            offsets: offsets)
    }
}
