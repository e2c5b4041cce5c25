/// Keys: HLS075 to HLS082.
extension Rule {
    static let encryptionRules: [Rule] = [
        .unknownMethod, .unsupportedEncryption, .keyWithoutURI, .ivLength, .noneWithAttributes, .tooManyKeys,
        .mapWithoutIV, .foreignKeyFormat,
    ]

    /// METHOD of no edition.
    public static let unknownMethod = Rule(
        "HLS075", "unknown encryption method", .error,
        explanation: """
            METHOD is none of NONE, AES-128, SAMPLE-AES and SAMPLE-AES-CTR. Clients must not play segments whose \
            method they do not know.
            """,
        remedy: "Use AES-128, or open the unencrypted source.", reference: "RFC 8216 4.3.2.4")

    /// SAMPLE-AES and DRM.
    public static let unsupportedEncryption = Rule(
        "HLS076", "segments that only a DRM system opens", .error,
        explanation: """
            No key in force is AES-128 with the key format identity: the samples are encrypted one by one, or a \
            DRM system (FairPlay, Widevine, PlayReady) hands out the key. The playlist can be analyzed, the \
            pictures cannot be seen.
            """,
        remedy: "Open an unencrypted source, or one with AES-128 and plain keys.",
        reference: "RFC 8216 4.3.2.4")

    /// A key that cannot be fetched.
    public static let keyWithoutURI = Rule(
        "HLS077", "key without URI", .error,
        explanation: "URI is required unless METHOD is NONE. The segments cannot be decrypted.",
        remedy: "Add the key's URI.", reference: "RFC 8216 4.3.2.4")

    /// IV that is not 32 hexadecimal digits.
    public static let ivLength = Rule(
        "HLS078", "IV that is not 128 bits long", .error,
        explanation: """
            An IV is 0x and 32 hexadecimal digits. A shorter one was filled with zeros in front, as a number; \
            players may fill the other end, and the first 16 bytes of each segment then differ. A longer one \
            counts as not given.
            """,
        remedy: "Write all 32 digits.", reference: "RFC 8216 4.3.2.4")

    /// `METHOD=NONE,URI=…`.
    public static let noneWithAttributes = Rule(
        "HLS079", "METHOD=NONE with other attributes", .error,
        explanation: """
            Beside METHOD=NONE there must be no URI, IV, KEYFORMAT or KEYFORMATVERSIONS. All keys were taken out \
            of force, as players do.
            """,
        remedy: "Leave the other attributes out.", reference: "RFC 8216 4.3.2.4")

    /// More than eight at once.
    public static let tooManyKeys = Rule(
        "HLS080", "more key formats in force than are kept", .error,
        explanation:
            "More than eight KEYFORMATs are in force at once. Those beyond were left out.",
        remedy: "Do not trust this playlist; services need four or five.", reference: "RFC 8216 4.3.2.4")

    /// An encrypted initialization section and an implicit IV.
    public static let mapWithoutIV = Rule(
        "HLS081", "encrypted initialization section without IV", .error,
        explanation: """
            An AES-128 key that applies to an EXT-X-MAP must have an IV, because an initialization section has \
            no media sequence number to derive it from. Players guess, and guess differently.
            """,
        remedy: "Add the IV, or put METHOD=NONE above EXT-X-MAP if the section is not encrypted.",
        reference: "RFC 8216 4.3.2.5")

    /// A key format other than `identity`.
    public static let foreignKeyFormat = Rule(
        "HLS082", "key format that nobody but its vendor reads", .info,
        explanation: """
            KEYFORMAT is not identity. The key is skipped where another key in force opens the same segments.
            """,
        remedy: "Nothing needs to be done as long as a key of format identity is there too.",
        reference: "RFC 8216 4.3.2.4")
}
