public import ExactTime

/// One showing of a sample on the movie's timeline.
public struct PresentedSample: Sendable, Hashable {
    /// The sample's position in decoding order.
    public let index: Int
    /// When it begins to be shown.
    public let start: MediaInstant
    /// When it stops: at the next one's start, or where the edit ends.
    public let end: MediaInstant
    /// What the edit hides of its beginning.
    public let headTrim: MediaDuration
    /// What the edit hides of its end.
    public let tailTrim: MediaDuration
}
