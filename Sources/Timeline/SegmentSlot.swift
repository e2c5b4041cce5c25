public import ExactTime

/// What the playlist says of one media segment: the timeline's view of it, without its address.
public struct SegmentSlot: Sendable, Hashable {
    /// EXTINF, zero or greater.
    public var duration: MediaDuration
    /// EXT-X-DISCONTINUITY stands before it.
    public var isDiscontinuity: Bool
    /// EXT-X-GAP: there is no media to load.
    public var isGap: Bool
    /// EXT-X-PROGRAM-DATE-TIME of its first sample, as an instant since 1970-01-01T00:00:00Z.
    public var programDateTime: MediaInstant?

    /// Describes a segment.
    public init(
        duration: MediaDuration, isDiscontinuity: Bool = false, isGap: Bool = false,
        programDateTime: MediaInstant? = nil
    ) {
        self.duration = duration
        self.isDiscontinuity = isDiscontinuity
        self.isGap = isGap
        self.programDateTime = programDateTime
    }
}

/// Which instant of a snapshot is 0 ms.
public enum ZeroChoice: String, Sendable, Hashable, CaseIterable {
    /// The first video frame (the first sample where there is no video).
    case video
    /// The first audio sample (the first video frame where there is no sound).
    case audio
    /// The earlier of the two: what a tool that trusts the container uses.
    case earliest
    /// The playlist clock's 0: every segment is placed by the EXTINF sums, not by its timestamps.
    case playlist
}
