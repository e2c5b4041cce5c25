import Crypto
import Testing

@Suite("A secret key") struct SecretKeyTests {
    @Test("never shows its bytes")
    func neverShown() {
        struct Holder { var key: SecretKey }
        let key = SecretKey(Array("tops".utf8) + [201, 202, 203, 204])
        var dumped = ""
        dump(Holder(key: key), to: &dumped)
        for text in ["\(key)", String(reflecting: key), String(describing: Holder(key: key)), dumped] {
            #expect(text.contains("SecretKey(8 bytes)"))
            for trace in ["201", "202", "116", "tops", "0x"] { #expect(!text.contains(trace), "\(text)") }
        }
    }

    @Test("equals a key of the same bytes alone")
    func equality() {
        #expect(SecretKey([1, 2, 3]) == SecretKey([1, 2, 3]))
        #expect(SecretKey([1, 2, 3]) != SecretKey([1, 2, 4]))
        #expect(SecretKey([1, 2, 3]) != SecretKey([1, 2]))
        #expect(SecretKey([]) == SecretKey([]))
    }

    @Test("copies what it is given")
    func copies() {
        var bytes: [UInt8] = [1, 2, 3]
        let key = SecretKey(bytes)
        bytes[0] = 9
        #expect(key == SecretKey([1, 2, 3]))
    }

    @Test("the library tells its name and version")
    func version() { #expect(CryptoLibrary.version.hasPrefix("OpenSSL ")) }
}
