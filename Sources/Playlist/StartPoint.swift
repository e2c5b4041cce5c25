public import ExactTime

/// Where playback should begin: EXT-X-START (RFC 8216 4.3.5.2).
public struct StartPoint: Sendable, Hashable {
    /// From the beginning of the playlist, or, where negative, from the end of its last segment.
    public let timeOffset: MediaDuration
    /// Frames before that point are not to be shown.
    public let isPrecise: Bool
    /// The 1-based line of the tag.
    public let line: Int
}
