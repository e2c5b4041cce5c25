/// How transport packets lie in the bytes: 188 apart, or 192 (four bytes of arrival time before each) or 204
/// (sixteen bytes of parity behind each).
struct PacketLayout: Sendable, Hashable {
    /// Bytes of a transport packet itself (ISO/IEC 13818-1 2.4.3.2).
    static let packetSize = 188
    /// The first byte of every packet.
    static let sync: UInt8 = 0x47

    /// From one sync byte to the next.
    let stride: Int
    /// Where the first sync byte is.
    let first: Int

    private static let strides = [188, 192, 204]
    /// How far into the bytes a first packet is looked for.
    private static let searchLimit = 65_536
    /// Sync bytes that must follow at the stride, where there are that many bytes.
    private static let confirmations = 4

    /// Finds the packets; `nil` where the bytes are no transport stream.
    static func detect(_ bytes: [UInt8]) -> PacketLayout? {
        guard bytes.count >= packetSize else { return nil }
        for offset in 0...min(bytes.count - packetSize, searchLimit) where bytes[offset] == sync {
            for stride in strides where isPacket(bytes, at: offset, stride: stride) {
                return PacketLayout(stride: stride, first: offset)
            }
        }
        return nil
    }

    private static func isPacket(_ bytes: [UInt8], at offset: Int, stride: Int) -> Bool {
        var position = offset + stride
        for _ in 0..<confirmations {
            // The end confirms only what began at the beginning or was confirmed before.
            guard position < bytes.count else { return offset == 0 || position > offset + stride }
            guard bytes[position] == sync else { return false }
            position += stride
        }
        return true
    }

    /// Bytes of arrival time in front of a sync byte.
    var lead: Int { stride == 192 ? 4 : 0 }

    /// Bytes before the first packet that belong to none.
    var leadingJunk: Int { max(first - lead, 0) }

    /// The next sync byte behind a place where there should have been one, confirmed by the one after it.
    func resynchronize(_ bytes: [UInt8], from position: Int) -> Int? {
        var offset = position + 1
        while offset < bytes.count {
            if bytes[offset] == Self.sync,
                offset + stride >= bytes.count || bytes[offset + stride] == Self.sync
            {
                return offset
            }
            offset += 1
        }
        return nil
    }
}
