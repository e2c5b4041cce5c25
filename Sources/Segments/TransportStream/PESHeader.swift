/// The header of a PES packet (ISO/IEC 13818-1 2.4.3.6).
struct PESHeader: Sendable, Hashable {
    /// Bytes before the length of the optional part is known.
    static let fixedSize = 9

    /// Bytes of payload by `PES_packet_length`; `nil` where it is 0 (unbounded) or shorter than the header.
    var payloadSize: Int?
    var isScrambled: Bool
    /// 33 bits.
    var pts: Int64?
    /// 33 bits.
    var dts: Int64?

    /// Reads a whole header, from the start code prefix on; `nil` where it is none. Marker bits are not judged.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= Self.fixedSize, bytes[0] == 0, bytes[1] == 0, bytes[2] == 1 else { return nil }
        let size = Self.fixedSize + Int(bytes[8])
        guard bytes.count >= size, bytes[6] & 0xC0 == 0x80 else { return nil }
        let length = Int(bytes[4]) << 8 | Int(bytes[5])
        payloadSize = length + 6 > size ? length + 6 - size : nil
        isScrambled = bytes[6] & 0x30 != 0
        if bytes[7] & 0x80 != 0, bytes[8] >= 5 { pts = Self.timestamp(bytes, at: 9) }
        if bytes[7] & 0xC0 == 0xC0, bytes[8] >= 10 { dts = Self.timestamp(bytes, at: 14) }
    }

    /// Whether packets of this `stream_id` have the optional header (table 2-22).
    static func hasOptionalPart(streamID: UInt8) -> Bool {
        switch streamID {
        case 0xBC, 0xBE, 0xBF, 0xF0, 0xF1, 0xF2, 0xF8, 0xFF: false
        default: streamID >= 0xBC
        }
    }

    private static func timestamp(_ bytes: [UInt8], at offset: Int) -> Int64 {
        Int64(bytes[offset] >> 1 & 7) << 30 | Int64(bytes[offset + 1]) << 22
            | Int64(bytes[offset + 2] >> 1) << 15 | Int64(bytes[offset + 3]) << 7
            | Int64(bytes[offset + 4] >> 1)
    }
}
