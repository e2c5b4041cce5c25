public import ExactTime

/// One exact axis for a whole snapshot: every segment's timestamps, laid out from zero.
///
/// Timestamps are continuous inside a *run* (from one EXT-X-DISCONTINUITY to the next). Runs are laid end to
/// end on video: the first frame of a run starts where the last frame of the run before ends. A run in which
/// the timestamps jump although no tag says so is laid in *stretches*, in the same way. Everything is computed
/// from the segments that have been inserted, and only from those that the question needs: see ``Answer``.
///
/// A value type without locks; its owner serialises access. Memory: about 50 bytes a picture inserted.
public struct Timeline: Sendable {
    /// How far timestamps and playlist clock may part at one segment before it counts as an unmarked jump:
    /// EXTINF written as integers is off by at most half a second (RFC 8216 4.3.2.1), so a whole second is not
    /// rounding.
    public static let jumpThreshold = MediaDuration(milliseconds: 1000)
    /// No picture is held back behind more than 16 others (H.264 A.3.1 h, H.265 A.4.2: the picture buffer).
    static let reorderLimit = 16

    /// The segments as the playlist has them.
    public let slots: [SegmentSlot]
    /// The segments of the separate audio rendition; empty where sound and picture share segments.
    public let audioSlots: [SegmentSlot]
    /// Which instant is 0.
    public let zero: ZeroChoice
    /// The playlist clock: where each segment starts, then where the last one ends; exact sums of EXTINF.
    public let playlistStarts: [MediaInstant]
    /// The marked runs, as segment ranges.
    public let runs: [Range<Int>]

    var timings: [SegmentTiming?]
    var audioTimings: [SegmentTiming?]
    let audioRuns: [Range<Int>]
    let runOfSegment: [Int]
    var memory = Memory()

    /// What has been worked out so far; all of it could be worked out again.
    struct Memory: Sendable {
        var placements: [Int: Placement] = [:]
        var mediaPlacements: [Int: Placement] = [:]
        /// The instants of tick 0 in stretches that begin at an unmarked jump, by first segment.
        var stretchOffsets: [Int: MediaInstant] = [:]
        /// Where each run begins, as far as worked out.
        var runStarts: [MediaInstant] = []
        var runAnchors: [Int: RunAnchor] = [:]
        var zeroShift: MediaDuration?
        var stretches: [Int: [Range<Int>]] = [:]
        var jumpSearches: [Int: JumpSearch] = [:]

        mutating func forgetPlacements() {
            placements.removeAll()
            mediaPlacements.removeAll()
            stretchOffsets.removeAll()
            runStarts.removeAll()
        }
    }

    /// Lays out a playlist; no media is known yet.
    ///
    /// - Parameters:
    ///   - slots: The media playlist's segments.
    ///   - audioSlots: Those of the audio rendition's media playlist, where it has one of its own.
    ///   - zero: Which instant is 0.
    public init(slots: [SegmentSlot], audioSlots: [SegmentSlot] = [], zero: ZeroChoice = .video) {
        self.slots = slots
        self.audioSlots = audioSlots
        self.zero = zero
        playlistStarts = runningSums(slots)
        runs = markedRuns(slots)
        audioRuns = markedRuns(audioSlots)
        var runOfSegment: [Int] = []
        runOfSegment.reserveCapacity(slots.count)
        for (number, run) in runs.enumerated() {
            runOfSegment.append(contentsOf: repeatElement(number, count: run.count))
        }
        self.runOfSegment = runOfSegment
        timings = Array(repeating: nil, count: slots.count)
        audioTimings = Array(repeating: nil, count: audioSlots.count)
    }

    /// Where the playlist clock ends: the sum of all EXTINF.
    public var playlistDuration: MediaDuration { (playlistStarts.last ?? .zero) - .zero }

    /// Makes a segment's timing known; a whole segment replaces its head, never the other way round.
    public mutating func insert(_ timing: SegmentTiming, at segment: Int) {
        if let known = timings[segment], known.isWhole { return }
        timings[segment] = timing
    }

    /// The same for a segment of the audio rendition.
    public mutating func insertAudio(_ timing: SegmentTiming, at segment: Int) {
        if let known = audioTimings[segment], known.isWhole { return }
        audioTimings[segment] = timing
    }

    /// Forgets the units of a segment except those at its head, for whoever passes over many segments once; a later
    /// question about it needs it again.
    public mutating func forgetUnits(of segment: Int) {
        if let known = timings[segment], known.isWhole { timings[segment] = known.head }
    }

    /// Notes that a segment turned out to be missing; it counts as a gap from now on. Call it before any
    /// answer that could have rested on that segment.
    public func treatingAsGaps(_ missing: Set<Int>) -> Timeline {
        var slots = slots
        for segment in missing { slots[segment].isGap = true }
        var copy = Timeline(slots: slots, audioSlots: audioSlots, zero: zero)
        copy.timings = timings
        copy.audioTimings = audioTimings
        return copy
    }

    /// Whether the segment has been inserted whole.
    public func isKnown(_ segment: Int) -> Bool { timings[segment]?.isWhole ?? false }

    /// Whether the main stream is video; `nil` until a segment is known.
    public var hasVideo: Bool? { timings.lazy.compactMap { $0?.hasVideo }.first }

    /// Turns "not known yet" into an answer.
    func answer<Value: Sendable>(_ work: () throws(Missing) -> Value) -> Answer<Value> {
        do { return .known(try work()) } catch { return .needs(error.demands) }
    }

    func whole(_ segment: Int) throws(Missing) -> SegmentTiming {
        guard let timing = timings[segment], timing.isWhole else { throw Missing(.whole(segment)) }
        return timing
    }

    /// A timing whose first PTS is final.
    func head(_ segment: Int) throws(Missing) -> SegmentTiming {
        guard let timing = timings[segment] else { throw Missing(.head(segment)) }
        guard timing.isStartCertain else { throw Missing(.whole(segment)) }
        return timing
    }
}

/// The exact sums of all durations up to each segment.
private func runningSums(_ slots: [SegmentSlot]) -> [MediaInstant] {
    var starts: [MediaInstant] = [.zero]
    starts.reserveCapacity(slots.count + 1)
    var sum = ExactSum()
    for slot in slots {
        sum.add(slot.duration.seconds)
        starts.append(.zero + MediaDuration(sum.value))
    }
    return starts
}

private func markedRuns(_ slots: [SegmentSlot]) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    for (index, slot) in slots.enumerated() where index > 0 && slot.isDiscontinuity {
        runs.append(start..<index)
        start = index
    }
    if !slots.isEmpty { runs.append(start..<slots.count) }
    return runs
}
