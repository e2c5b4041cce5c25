import Foundation
import TestSupport

/// AES-128 in CBC mode with PKCS#7 padding, by the `openssl` program.
enum OpenSSL {
    /// Encrypted bytes; empty where the program fails, which no test mistakes for media.
    static func encrypted(_ bytes: [UInt8], key: [UInt8], iv: String) -> [UInt8] {
        let keyText = key.map { String(UInt32($0) + 0x100, radix: 16).dropFirst() }.joined()
        let result = try? Tool.run(
            "openssl", ["enc", "-aes-128-cbc", "-K", keyText, "-iv", iv], input: Data(bytes))
        return [UInt8](result?.output ?? Data())
    }
}
