internal import ElementaryStreams
internal import ExactTime
public import Segments

/// What the timeline keeps of a segment's index: the timestamps, without positions and parameter sets.
public struct SegmentTiming: Sendable {
    /// One coded picture (or audio frame, where there is no video), in decoding order.
    struct Unit: Sendable {
        var pts: Int64
        var dts: Int64
        /// By the container's word, else `nil`.
        var duration: Int64?
        var picture: PictureFacts
    }

    /// First and last instant of the sound, as spans from tick 0.
    struct Sound: Sendable {
        var start: MediaDuration
        /// The end of the last sample that a decoder puts out; an fMP4 track may declare the last of them padding.
        var end: MediaDuration
    }

    /// The clock of ``units``.
    let timeBase: TimeBase
    /// The units of the main stream in decoding order.
    let units: [Unit]
    /// Positions in ``units``, in presentation order.
    let presentation: [Int32]
    /// The sound, where there is any.
    let sound: Sound?
    /// The main stream holds pictures.
    let hasVideo: Bool
    /// Timestamps are of 33 bits and wrap.
    let wraps: Bool
    /// The whole segment was read, not just its beginning.
    let isWhole: Bool
    /// The frame length by the sequence parameter set's timing, where it states one.
    let nominalFrameDuration: MediaDuration?
    /// H.265: leading pictures say themselves whether they can be decoded after a random access point.
    let marksSkippedLeading: Bool

    /// Reduces an index to its timing.
    ///
    /// - Parameters:
    ///   - index: The segment's index, or that of its beginning.
    ///   - isWhole: Whether `index` covers the whole segment.
    public init(_ index: SegmentIndex, isWhole: Bool) {
        let main = index.video ?? index.audio
        hasVideo = index.video != nil
        timeBase = main?.timeBase ?? .mpeg
        units = (main?.accessUnits ?? []).map { unit in
            Unit(
                pts: bounded(unit.pts), dts: bounded(unit.dts), duration: unit.duration.map(bounded),
                picture: unit.picture)
        }
        let stamps = units.map(\.pts)
        presentation = stamps.indices.sorted { (stamps[$0], $0) < (stamps[$1], $1) }
            .map { Int32(truncatingIfNeeded: $0) }
        sound = index.audio.flatMap(Self.sound)
        wraps = index.container != .fmp4
        self.isWhole = isWhole
        marksSkippedLeading = main?.codec == .hevc
        nominalFrameDuration = main?.configurations.lazy.compactMap(\.video?.frameRate).first.flatMap {
            rate in
            guard rate.numerator > 0, rate.denominator > 0 else { return nil }
            return MediaDuration(Rational(Int128(rate.denominator), Int128(rate.numerator)))
        }
    }

    /// The same without the units that its start does not rest on.
    var head: SegmentTiming {
        var count = 0
        while count < units.count, count == 0 || units[count - 1].dts < firstPTS ?? .max { count += 1 }
        return SegmentTiming(self, keeping: count)
    }

    private init(_ whole: SegmentTiming, keeping count: Int) {
        timeBase = whole.timeBase
        units = Array(whole.units.prefix(count))
        presentation = whole.presentation.filter { $0 < count }
        sound = whole.sound
        hasVideo = whole.hasVideo
        wraps = whole.wraps
        isWhole = false
        nominalFrameDuration = whole.nominalFrameDuration
        marksSkippedLeading = whole.marksSkippedLeading
    }

    private static func sound(_ stream: StreamIndex) -> Sound? {
        guard let first = stream.accessUnits.first, let last = stream.accessUnits.last else { return nil }
        var length = stream.timeBase.duration(bounded(last.duration ?? 0))
        if let format = last.configuration.flatMap({ stream.configurations[$0].audio }), format.sampleRate > 0
        {
            length = MediaDuration(Rational(Int128(format.samplesPerFrame), Int128(format.sampleRate)))
        }
        return Sound(
            start: stream.timeBase.duration(bounded(first.pts)),
            end: stream.timeBase.duration(bounded(last.pts)) + length)
    }

    /// The smallest PTS of the main stream.
    var firstPTS: Int64? { presentation.first.map { units[Int($0)].pts } }
    /// The greatest PTS of the main stream.
    var lastPTS: Int64? { presentation.last.map { units[Int($0)].pts } }

    /// Whether ``firstPTS`` cannot change however much more is read: a later unit is presented no earlier than
    /// it is decoded, and it is decoded after the last one known.
    public var isStartCertain: Bool {
        if isWhole { return true }
        guard let firstPTS, let last = units.last else { return false }
        return last.dts >= firstPTS
    }
}

/// Timestamps beyond ±2^60 ticks mean nothing; held there, no sum of a few of them can overflow.
private func bounded(_ ticks: Int64) -> Int64 { min(max(ticks, -(1 << 60)), 1 << 60) }
