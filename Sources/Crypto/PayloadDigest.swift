internal import COpenSSL

/// The first 64 bits of a SHA-256: enough to tell coded pictures apart, and small enough to keep one for each.
public enum PayloadDigest {
    /// Hashes a slice of bytes; 0 where libcrypto fails, which no digest of use equals.
    ///
    /// C: `EVP_Digest`.
    public static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        var digest: [UInt8] = Array(repeating: 0, count: 32)
        let status = bytes.withUnsafeBytes { source in
            digest.withUnsafeMutableBufferPointer { target in
                EVP_Digest(source.baseAddress, source.count, target.baseAddress, nil, EVP_sha256(), nil)
            }
        }
        guard status == 1 else { return 0 }
        return digest[..<8].reduce(0) { $0 << 8 | UInt64($1) }
    }
}
