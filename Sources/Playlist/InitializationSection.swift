/// What a segment needs in front of it to be parsed: EXT-X-MAP (RFC 8216 4.3.2.5).
public struct InitializationSection: Sendable, Hashable {
    /// Where it is, after variable substitution, otherwise exactly as given.
    public let uri: String
    /// Which bytes of that resource; all where `nil`.
    public let byteRange: ByteRange?
    /// The keys in force at the tag; empty where the section is not encrypted.
    public let keys: [EncryptionKey]
    /// The 1-based line of the tag.
    public let line: Int
}
