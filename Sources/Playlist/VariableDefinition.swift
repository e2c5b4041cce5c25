/// A variable that the playlist defines: EXT-X-DEFINE (second edition 4.4.2.3).
public struct VariableDefinition: Sendable, Hashable {
    /// Where the value comes from.
    public enum Origin: Sendable, Hashable {
        /// The tag itself: NAME and VALUE.
        case value
        /// The multivariant playlist: IMPORT.
        case imported
        /// The query of the playlist's own URI: QUERYPARAM.
        case queryParameter
    }

    /// The name that `{$name}` refers to.
    public let name: String
    /// The value, or `nil` where nobody supplied one.
    public let value: String?
    /// Where the value comes from.
    public let origin: Origin
    /// The 1-based line of the tag.
    public let line: Int
}
