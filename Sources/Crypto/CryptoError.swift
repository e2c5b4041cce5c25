/// Why bytes could not be hashed or decrypted. Facts only; no case carries key or plain text.
public enum CryptoError: Error, Sendable, Hashable {
    /// An AES-128 key is 16 bytes; this many were given.
    case keyLength(Int)
    /// An initialization vector of CBC is one block of 16 bytes; this many were given.
    case initializationVectorLength(Int)
    /// Padded CBC cipher text is a positive multiple of 16 bytes; this many were given.
    case notBlockAligned(length: Int)
    /// The last block does not end in PKCS#7 padding (RFC 5652 section 6.3): a wrong key, or wrong bytes.
    case badPadding
    /// libcrypto itself failed (no provider, no memory): its function and the oldest code of its error queue.
    case library(function: String, code: UInt)
}
