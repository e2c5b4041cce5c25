public import ExactTime

/// A piece of a segment that is published before the segment is complete: EXT-X-PART (second edition 4.4.4.9).
public struct PartialSegment: Sendable, Hashable {
    /// Where it is, after variable substitution, otherwise exactly as given.
    public let uri: String
    /// Its length; zero where the tag has none that is usable.
    public let duration: MediaDuration
    /// Which bytes of the resource; all where `nil`.
    public let byteRange: ByteRange?
    /// It holds an independent frame.
    public let isIndependent: Bool
    /// It is not available.
    public let isGap: Bool
    /// The 1-based line of the tag.
    public let line: Int
}
