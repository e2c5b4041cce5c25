/// A resource that will be needed soon: EXT-X-PRELOAD-HINT (second edition 4.4.5.3).
public struct PreloadHint: Sendable, Hashable {
    /// What it is: `PART` or `MAP`.
    public let type: String
    /// Where it will be, after variable substitution.
    public let uri: String
    /// The place of its first byte in the resource.
    public let start: Int64
    /// How many bytes it has, or `nil` for all that follow.
    public let length: Int64?
    /// The 1-based line of the tag.
    public let line: Int
}
