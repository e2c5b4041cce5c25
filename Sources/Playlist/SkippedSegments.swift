/// What a delta update leaves out: EXT-X-SKIP (second edition 4.4.5.2).
public struct SkippedSegments: Sendable, Hashable {
    /// How many segments were left out where the tag stands.
    public let count: Int64
    /// The IDs of date ranges that were removed.
    public let removedDateRanges: [String]
    /// The 1-based line of the tag.
    public let line: Int
}
