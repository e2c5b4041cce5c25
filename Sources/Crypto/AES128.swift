internal import COpenSSL

/// AES-128 in cipher block chaining mode, the `AES-128` method of EXT-X-KEY (RFC 8216 section 4.3.2.4).
public enum AES128 {
    /// Length of a block, a key and an initialization vector in bytes.
    public static let blockLength = 16

    /// Decrypts a whole cipher text.
    ///
    /// A range from the middle of a cipher text decrypts as well, its `iv` being the cipher block before it.
    ///
    /// - Parameters:
    ///   - bytes: Cipher text, a positive multiple of 16 bytes.
    ///   - key: 16 bytes.
    ///   - iv: 16 bytes.
    ///   - removesPadding: Whether the last block ends in PKCS#7 padding, which is checked and taken off.
    ///     Without it an empty cipher text is an empty plain text.
    /// - Throws: ``CryptoError/badPadding`` is what a wrong key nearly always looks like; one wrong key in 256
    ///   leaves bytes that happen to end like padding.
    ///
    /// C: `EVP_DecryptInit_ex`, `EVP_DecryptUpdate`, `EVP_DecryptFinal_ex`.
    public static func decryptCBC(
        _ bytes: [UInt8], key: SecretKey, iv: [UInt8], removesPadding: Bool
    ) throws(CryptoError) -> [UInt8] {
        guard bytes.count % blockLength == 0, !removesPadding || !bytes.isEmpty else {
            throw .notBlockAligned(length: bytes.count)
        }
        return try decrypt(bytes, count: bytes.count, key: key, iv: iv, removesPadding: removesPadding)
    }

    /// Decrypts the beginning of a cipher text of which the rest was not read.
    ///
    /// Blocks are decrypted as they stand, padding is none of them; a cut block at the end is dropped.
    public static func decryptCBCPrefix(
        _ bytes: [UInt8], key: SecretKey, iv: [UInt8]
    ) throws(CryptoError) -> [UInt8] {
        let whole = bytes.count - bytes.count % blockLength
        return try decrypt(bytes, count: whole, key: key, iv: iv, removesPadding: false)
    }

    private static func decrypt(
        _ bytes: [UInt8], count: Int, key: SecretKey, iv: [UInt8], removesPadding: Bool
    ) throws(CryptoError) -> [UInt8] {
        guard key.count == blockLength else { throw .keyLength(key.count) }
        guard iv.count == blockLength else { throw .initializationVectorLength(iv.count) }
        return try CryptoLibrary.call { () throws(CryptoError) in
            let context = try CipherContext(key: key, iv: iv, padding: removesPadding)
            return try context.decrypt(bytes, count: count)
        }
    }
}
