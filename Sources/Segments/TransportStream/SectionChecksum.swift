/// The CRC-32 of sections (ISO/IEC 13818-1 Annex A): polynomial 0x04C11DB7, not reflected.
enum SectionChecksum {
    private static let table: [UInt32] = (0..<256).map { index in
        var value = UInt32(index) << 24
        for _ in 0..<8 { value = value & 0x8000_0000 != 0 ? value << 1 ^ 0x04C1_1DB7 : value << 1 }
        return value
    }

    /// Zero for a section whose last four bytes are its checksum.
    static func remainder(_ section: [UInt8]) -> UInt32 {
        section.reduce(0xFFFF_FFFF) { $0 << 8 ^ table[Int($0 >> 24) ^ Int($1)] }
    }
}
