internal import Crypto

/// The SHA-256 of some bytes, hexadecimal. libcrypto's own failure (no memory) leaves an empty text, which equals
/// no digest.
func sha256(_ bytes: [UInt8]) -> String {
    (try? SHA256Digest.hash(bytes).hexadecimal) ?? ""
}
