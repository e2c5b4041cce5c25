/// How media segments are encrypted: METHOD of EXT-X-KEY (RFC 8216 4.3.2.4).
public enum EncryptionMethod: Sendable, Hashable {
    /// Not at all.
    case none
    /// Whole segments by AES with 128-bit keys, CBC and PKCS7 padding.
    case aes128
    /// Samples inside segments by AES, CBC.
    case sampleAES
    /// Samples inside segments by AES, counter mode.
    case sampleAESCTR
    /// Something that no edition of the protocol names.
    case other(String)

    /// The method that `name` names.
    public init(name: String) {
        switch name {
        case "NONE": self = .none
        case "AES-128": self = .aes128
        case "SAMPLE-AES": self = .sampleAES
        case "SAMPLE-AES-CTR": self = .sampleAESCTR
        default: self = .other(name)
        }
    }

    /// The name as the playlist writes it.
    public var name: String {
        switch self {
        case .none: "NONE"
        case .aes128: "AES-128"
        case .sampleAES: "SAMPLE-AES"
        case .sampleAESCTR: "SAMPLE-AES-CTR"
        case .other(let name): name
        }
    }
}
