import Crypto
import Testing

@Suite("AES-128 in CBC mode") struct AES128Tests {
    /// NIST SP 800-38A, F.2.1 and F.2.2.
    enum Vector {
        static let key = bytes(hexadecimal: "2b7e151628aed2a6abf7158809cf4f3c")
        static let iv = bytes(hexadecimal: "000102030405060708090a0b0c0d0e0f")
        static let plain = bytes(
            hexadecimal: """
                6bc1bee22e409f96e93d7e117393172a ae2d8a571e03ac9c9eb76fac45af8e51
                30c81c46a35ce411e5fbc1191a0a52ef f69f2445df4f9b17ad2b417be66c3710
                """)
        static let cipher = bytes(
            hexadecimal: """
                7649abac8119b246cee98e9b12e9197d 5086cb9b507219ee95db113a917678b2
                73bed6b8e3c1743b7116e69e22229516 3ff1caa1681fac09120eca307586e1a7
                """)
    }

    let key = SecretKey(Vector.key)

    @Test("decrypts the vectors of NIST SP 800-38A")
    func publishedVectors() throws {
        let plain = try AES128.decryptCBC(Vector.cipher, key: key, iv: Vector.iv, removesPadding: false)
        #expect(plain == Vector.plain)
    }

    @Test("decrypts from the middle with the cipher block before as the vector", arguments: [1, 2, 3])
    func middle(block: Int) throws {
        let tail = Array(Vector.cipher[(16 * block)...])
        let before = Array(Vector.cipher[(16 * block - 16)..<(16 * block)])
        let plain = try AES128.decryptCBC(tail, key: key, iv: before, removesPadding: false)
        #expect(plain == Array(Vector.plain[(16 * block)...]))
    }

    @Test(
        "undoes what the openssl program did",
        arguments: [0, 1, 15, 16, 17, 188 * 7, 1 << 20, (16 << 20) + 5])
    func againstProgram(length: Int) throws {
        var generator = SystemRandomNumberGenerator()
        var plain: [UInt8] = []
        plain.reserveCapacity(length + 8)
        while plain.count < length {
            withUnsafeBytes(of: generator.next() as UInt64) { plain.append(contentsOf: $0) }
        }
        plain.removeLast(plain.count - length)
        let secret = (0..<16).map { _ in UInt8.random(in: 0...255) }
        let iv = (0..<16).map { _ in UInt8.random(in: 0...255) }
        let cipher = try OpenSSLProgram.encrypt(plain, key: secret, iv: iv)
        let result = try AES128.decryptCBC(cipher, key: SecretKey(secret), iv: iv, removesPadding: true)
        #expect(result == plain)
    }

    @Test("decrypts whole blocks of a beginning and drops the cut one", arguments: 0...64)
    func prefix(length: Int) throws {
        let plain = try AES128.decryptCBCPrefix(Array(Vector.cipher[..<length]), key: key, iv: Vector.iv)
        #expect(plain == Array(Vector.plain[..<(length - length % 16)]))
    }

    @Test("a cipher text that is not made of blocks is refused", arguments: [1, 15, 17, 63])
    func notBlocks(length: Int) {
        for removesPadding in [true, false] {
            #expect(throws: CryptoError.notBlockAligned(length: length)) {
                try AES128.decryptCBC(
                    Array(Vector.cipher[..<length]), key: key, iv: Vector.iv, removesPadding: removesPadding)
            }
        }
    }

    @Test("nothing is a plain text of nothing, but never a padded one")
    func empty() throws {
        #expect(try AES128.decryptCBC([], key: key, iv: Vector.iv, removesPadding: false).isEmpty)
        #expect(throws: CryptoError.notBlockAligned(length: 0)) {
            try AES128.decryptCBC([], key: key, iv: Vector.iv, removesPadding: true)
        }
    }

    /// What PKCS#7 allows at the end of a block: n bytes of value n, n from 1 to 16.
    static let endings: [(ending: [UInt8], isPadding: Bool)] = [
        ([1], true), ([2, 2], true), ([UInt8](repeating: 16, count: 16), true), ([0], false), ([17], false),
        ([2], false), ([3, 2, 3], false), ([255], false),
    ]

    @Test("only n bytes of value n at the end are padding", arguments: endings)
    func padding(ending: [UInt8], isPadding: Bool) throws {
        let plain = [UInt8](repeating: 0x41, count: 32 - ending.count) + ending
        let cipher = try OpenSSLProgram.encrypt(plain, key: Vector.key, iv: Vector.iv, padded: false)
        if isPadding {
            let result = try AES128.decryptCBC(cipher, key: key, iv: Vector.iv, removesPadding: true)
            #expect(result == [UInt8](repeating: 0x41, count: 32 - ending.count))
        } else {
            #expect(throws: CryptoError.badPadding) {
                try AES128.decryptCBC(cipher, key: key, iv: Vector.iv, removesPadding: true)
            }
        }
        // A failure leaves nothing in the error queue that a later call would stumble over.
        #expect(
            try AES128.decryptCBC(Vector.cipher, key: key, iv: Vector.iv, removesPadding: false)
                == Vector.plain)
    }

    @Test("a wrong key is bad padding")
    func wrongKey() throws {
        let cipher = try OpenSSLProgram.encrypt(Vector.plain, key: Vector.key, iv: Vector.iv)
        let wrong = SecretKey(Vector.key.reversed())
        #expect(throws: CryptoError.badPadding) {
            try AES128.decryptCBC(cipher, key: wrong, iv: Vector.iv, removesPadding: true)
        }
    }

    @Test("keys and vectors of other lengths are refused", arguments: [0, 1, 15, 17, 24, 32])
    func lengths(length: Int) {
        let bytes = [UInt8](repeating: 7, count: length)
        #expect(throws: CryptoError.keyLength(length)) {
            try AES128.decryptCBC(Vector.cipher, key: SecretKey(bytes), iv: Vector.iv, removesPadding: false)
        }
        #expect(throws: CryptoError.initializationVectorLength(length)) {
            try AES128.decryptCBC(Vector.cipher, key: key, iv: bytes, removesPadding: false)
        }
    }
}
