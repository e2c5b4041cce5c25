internal import COpenSSL

/// A SHA-256 digest (FIPS 180-4).
public struct SHA256Digest: Sendable, Hashable, CustomStringConvertible {
    /// The 32 bytes.
    public let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Hashes bytes that lie in memory as a whole.
    ///
    /// - Throws: ``CryptoError/library(function:code:)`` where libcrypto offers no SHA-256.
    ///
    /// C: `EVP_Digest`.
    public static func hash(_ bytes: [UInt8]) throws(CryptoError) -> SHA256Digest {
        var hasher = try SHA256Hasher()
        try hasher.update(bytes)
        return try hasher.finish()
    }

    /// 64 lower-case hexadecimal digits.
    public var hexadecimal: String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        text.reserveCapacity(2 * bytes.count)
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The same as ``hexadecimal``.
    public var description: String { hexadecimal }
}
