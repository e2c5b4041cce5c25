internal import COpenSSL

/// Owns one `EVP_CIPHER_CTX` set up to decrypt AES-128-CBC.
struct CipherContext: ~Copyable {
    private let context: OpaquePointer?
    /// `EVP_DecryptUpdate` counts in `int`: longer texts go in pieces of whole blocks.
    private static let pieceLength = 1 << 24

    init(key: SecretKey, iv: [UInt8], padding: Bool) throws(CryptoError) {
        context = EVP_CIPHER_CTX_new()
        guard let context else {
            throw .library(function: "EVP_CIPHER_CTX_new", code: CryptoLibrary.drainErrors())
        }
        let status = key.withBytes { key in
            EVP_DecryptInit_ex(context, EVP_aes_128_cbc(), nil, key.baseAddress, iv)
        }
        try CryptoLibrary.check(status, "EVP_DecryptInit_ex")
        try CryptoLibrary.check(
            EVP_CIPHER_CTX_set_padding(context, padding ? 1 : 0), "EVP_CIPHER_CTX_set_padding")
    }

    deinit { EVP_CIPHER_CTX_free(context) }

    /// Decrypts the first `count` bytes, a multiple of the block length, to the end of the text.
    func decrypt(_ bytes: [UInt8], count: Int) throws(CryptoError) -> [UInt8] {
        var updateStatus: Int32 = 1
        var finalStatus: Int32 = 1
        // One block of slack: libcrypto may hold a block back and release it with the next piece.
        let plain = [UInt8](unsafeUninitializedCapacity: count + AES128.blockLength) { output, written in
            guard let start = output.baseAddress else { return }
            bytes.withUnsafeBufferPointer { input in
                var read = 0
                var length: Int32 = 0
                while read < count, updateStatus == 1, let source = input.baseAddress {
                    let piece = min(Self.pieceLength, count - read)
                    updateStatus = EVP_DecryptUpdate(
                        context, start + written, &length, source + read, Int32(piece))
                    read += piece
                    written += updateStatus == 1 ? Int(length) : 0
                }
                guard updateStatus == 1 else { return }
                finalStatus = EVP_DecryptFinal_ex(context, start + written, &length)
                written += finalStatus == 1 ? Int(length) : 0
            }
        }
        try CryptoLibrary.check(updateStatus, "EVP_DecryptUpdate")
        // The input is whole blocks, so that padding is all that is left to be wrong.
        guard finalStatus == 1 else { throw .badPadding }
        return plain
    }
}
