/// How to obtain a key, and what it is for: EXT-X-KEY and EXT-X-SESSION-KEY (RFC 8216 4.3.2.4, 4.3.4.5).
public struct EncryptionKey: Sendable, Hashable {
    /// The KEYFORMAT of a key that is delivered as 16 plain bytes, and the one meant where none is given.
    public static let identity = "identity"

    /// How the segments are encrypted.
    public let method: EncryptionMethod
    /// Where the key is, after variable substitution; required unless the method is NONE.
    public let uri: String?
    /// The initialization vector, 16 bytes; `nil` means the segment's media sequence number, big-endian.
    ///
    /// Fewer hexadecimal digits than 32 are read as a number, zeros in front; more are unusable and read as
    /// `nil`, with an offence either way.
    public let iv: [UInt8]?
    /// How the key is represented at its URI; ``identity`` where the tag does not say.
    public let keyFormat: String
    /// The versions of that representation that the key complies with; `[1]` where the tag does not say.
    public let keyFormatVersions: [Int64]
    /// The 1-based line of the tag.
    public let line: Int

    /// The key can be fetched as 16 plain bytes.
    public var isIdentity: Bool { keyFormat == Self.identity }

    /// What NONE must not have beside it was given.
    let hasMoreThanMethod: Bool
}
