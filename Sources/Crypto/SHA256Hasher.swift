internal import COpenSSL

/// Hashes bytes with SHA-256 as they arrive, in memory that does not grow.
///
/// C: `EVP_DigestInit_ex`, `EVP_DigestUpdate`, `EVP_DigestFinal_ex`.
public struct SHA256Hasher: ~Copyable {
    private let context: OpaquePointer?

    /// Starts a digest of nothing.
    public init() throws(CryptoError) {
        ERR_clear_error()
        context = EVP_MD_CTX_new()
        guard context != nil else {
            throw .library(function: "EVP_MD_CTX_new", code: CryptoLibrary.drainErrors())
        }
        try CryptoLibrary.check(EVP_DigestInit_ex(context, EVP_sha256(), nil), "EVP_DigestInit_ex")
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Appends bytes to what is hashed.
    public mutating func update(_ bytes: [UInt8]) throws(CryptoError) {
        let status = bytes.withUnsafeBytes { EVP_DigestUpdate(context, $0.baseAddress, $0.count) }
        try CryptoLibrary.check(status, "EVP_DigestUpdate")
    }

    /// Ends the digest and returns it.
    public consuming func finish() throws(CryptoError) -> SHA256Digest { try digest() }

    // Borrows, so that the context outlives the calls on it.
    private func digest() throws(CryptoError) -> SHA256Digest {
        var status: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            var length: UInt32 = 0
            status = EVP_DigestFinal_ex(context, buffer.baseAddress, &length)
            count = status == 1 ? Int(length) : 0
        }
        try CryptoLibrary.check(status, "EVP_DigestFinal_ex")
        return SHA256Digest(bytes: bytes)
    }
}
