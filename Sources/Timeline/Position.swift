public import ExactTime

/// What is on screen at an instant.
public enum Position: Sendable, Hashable {
    /// A frame.
    case frame(FrameSpan)
    /// Nothing: media is missing there.
    case gap(GapSpan)
    /// Nothing yet: the instant lies before the first frame, which starts at `start`.
    case beforeStart(start: MediaInstant)
    /// Nothing any more: the last frame ended at `end`, at the instant or before it.
    case beyondEnd(end: MediaInstant)
}

/// A frame as an interval on the snapshot's axis, and where it is stored.
public struct FrameSpan: Sendable, Hashable {
    /// The media segment that holds its access unit.
    public let segment: Int
    /// Its place among the segment's access units in decoding order.
    public let unit: Int
    /// Its place among the segment's frames in presentation order, from 0.
    public let index: Int
    /// When it appears, included.
    public let start: MediaInstant
    /// When the next frame (or nothing) takes its place, excluded.
    public let end: MediaInstant
    /// The timestamp as it stands in the stream; of 33 bits in MPEG-TS, so after a wrap it is small again.
    public let pts: Int64
    /// The clock of ``pts``.
    public let timeBase: TimeBase
    /// Decoding can begin here (IDR, CRA, recovery point).
    public let isKeyframe: Bool
}

/// A stretch of time without media.
public struct GapSpan: Sendable, Hashable {
    /// The missing segment.
    public let segment: Int
    /// When the last frame before it ends.
    public let start: MediaInstant
    /// When the first frame behind it appears; `nil` where none follows.
    public let end: MediaInstant?
}
