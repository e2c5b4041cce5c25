/// The header of one transport packet (ISO/IEC 13818-1 2.4.3.2) and where its payload lies.
struct TransportPacket {
    /// Where it begins: its sync byte, or the arrival time of four bytes in front of it.
    let position: Int
    let pid: Int
    let hasError: Bool
    /// A PES packet or section begins in it.
    let startsUnit: Bool
    let isScrambled: Bool
    let counter: UInt8
    /// `discontinuity_indicator`.
    let isDiscontinuity: Bool
    /// Empty where it has none.
    let payload: Range<Int>

    /// Reads the packet whose sync byte is at `sync`; 188 bytes must be there, and `lead` in front of them.
    @inline(__always)
    init(_ bytes: [UInt8], at sync: Int, lead: Int) {
        position = sync - lead
        let second = bytes[sync + 1]
        let fourth = bytes[sync + 3]
        pid = Int(second & 0x1F) << 8 | Int(bytes[sync + 2])
        hasError = second & 0x80 != 0
        startsUnit = second & 0x40 != 0
        isScrambled = fourth & 0xC0 != 0
        counter = fourth & 15
        let end = sync + PacketLayout.packetSize
        var start = sync + 4
        var isDiscontinuity = false
        if fourth & 0x20 != 0 {
            let length = Int(bytes[start])
            if length > 0 { isDiscontinuity = bytes[start + 1] & 0x80 != 0 }
            start += 1 + length
        }
        self.isDiscontinuity = isDiscontinuity
        payload = fourth & 0x10 != 0 && start < end ? start..<end : end..<end
    }
}
