import Crypto
import Testing

@Suite("SHA-256") struct SHA256Tests {
    static let vectors: [(text: String, copies: Int, digest: String)] = [
        ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ]

    @Test("gives the digests that NIST publishes with FIPS 180-4", arguments: vectors)
    func publishedVectors(text: String, copies: Int, digest: String) throws {
        let hash = try SHA256Digest.hash(Array(String(repeating: text, count: copies).utf8))
        #expect(hash.hexadecimal == digest)
        #expect(hash.bytes == bytes(hexadecimal: digest))
        #expect("\(hash)" == digest)
    }

    @Test("gives the same digest however the bytes arrive", arguments: [1, 55, 56, 63, 64, 65, 1000])
    func pieces(length: Int) throws {
        let message = (0..<4099).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var hasher = try SHA256Hasher()
        for start in stride(from: 0, to: message.count, by: length) {
            try hasher.update(Array(message[start..<min(start + length, message.count)]))
        }
        #expect(try hasher.finish() == SHA256Digest.hash(message))
    }

    @Test("agrees with the openssl program on random bytes", arguments: [1, 17, 4096, 300_001])
    func againstProgram(length: Int) throws {
        let message = (0..<length).map { _ in UInt8.random(in: 0...255) }
        #expect(try SHA256Digest.hash(message).bytes == OpenSSLProgram.sha256(message))
    }
}
