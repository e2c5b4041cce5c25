/// How far another rendition has got: EXT-X-RENDITION-REPORT (second edition 4.4.5.4).
public struct RenditionReport: Sendable, Hashable {
    /// The other media playlist, relative to this one, after variable substitution.
    public let uri: String?
    /// The media sequence number of its last segment.
    public let lastMediaSequence: Int64?
    /// The part index of its last partial segment.
    public let lastPart: Int64?
    /// The 1-based line of the tag.
    public let line: Int
}
