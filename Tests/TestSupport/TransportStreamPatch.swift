/// Makes one MPEG-TS media segment stand at any place of a long recording: a copy with every PTS, DTS and PCR moved.
///
/// The places of the timestamps are looked up once, so that a server can make thousands of segments on the fly.
/// ISO/IEC 13818-1, 2.4.3.2 (packets), 2.4.3.4 (PCR), 2.4.3.6 (PES).
public struct TransportStreamPatch: Sendable {
    private static let packetLength = 188
    private static let wrap: Int64 = 1 << 33

    private let bytes: [UInt8]
    /// Where the five bytes of each PTS and DTS begin.
    private let timestamps: [Int]
    /// Where the six bytes of each PCR begin.
    private let clocks: [Int]

    /// Reads a segment of 188-byte packets.
    ///
    /// - Parameters:
    ///   - segment: The segment; PES headers must lie within their first packet, as FFmpeg writes them.
    ///   - nullPackets: So many null packets are put behind each packet, which makes the segment as large as a
    ///     real one and spreads its timestamps over it.
    public init(_ segment: [UInt8], nullPackets: Int = 0) {
        var null = [UInt8](repeating: 0xFF, count: Self.packetLength)
        null.replaceSubrange(0..<4, with: [0x47, 0x1F, 0xFF, 0x10])
        var bytes: [UInt8] = []
        var timestamps: [Int] = []
        var clocks: [Int] = []
        for start in stride(from: 0, to: segment.count - Self.packetLength + 1, by: Self.packetLength) {
            let packet = segment[start..<start + Self.packetLength]
            let place = bytes.count - start
            if let clock = Self.clock(in: packet) { clocks.append(clock + place) }
            timestamps += Self.timestamps(in: packet).map { $0 + place }
            bytes += packet
            for _ in 0..<nullPackets { bytes += null }
        }
        self.bytes = bytes
        self.timestamps = timestamps
        self.clocks = clocks
    }

    /// The size of every copy.
    public var byteCount: Int { bytes.count }

    /// A copy in which everything happens `ticks` of 90 kHz later, modulo 2^33.
    public func moved(by ticks: Int64) -> [UInt8] {
        var copy = bytes
        for place in timestamps {
            let old =
                Int64(copy[place] >> 1 & 7) << 30 | Self.middle(copy, place + 1) << 15
                | Self.middle(copy, place + 3)
            let new = Self.wrapped(old + ticks)
            copy[place] = copy[place] & 0xF1 | UInt8(new >> 30 & 7) << 1
            Self.setMiddle(&copy, place + 1, new >> 15)
            Self.setMiddle(&copy, place + 3, new)
        }
        for place in clocks {
            let old =
                (0..<4).reduce(Int64(0)) { $0 << 8 | Int64(copy[place + $1]) } << 1
                | Int64(copy[place + 4] >> 7)
            let new = Self.wrapped(old + ticks)
            for byte in 0..<4 { copy[place + byte] = UInt8(truncatingIfNeeded: new >> (25 - 8 * byte)) }
            copy[place + 4] = copy[place + 4] & 0x7F | UInt8(new & 1) << 7
        }
        return copy
    }

    private static func wrapped(_ ticks: Int64) -> Int64 { ticks & (wrap - 1) }

    /// Fifteen bits before a marker bit.
    private static func middle(_ bytes: [UInt8], _ place: Int) -> Int64 {
        Int64(bytes[place]) << 7 | Int64(bytes[place + 1] >> 1)
    }

    private static func setMiddle(_ bytes: inout [UInt8], _ place: Int, _ value: Int64) {
        bytes[place] = UInt8(value >> 7 & 0xFF)
        bytes[place + 1] = UInt8(value & 0x7F) << 1 | bytes[place + 1] & 1
    }

    private static func clock(in packet: ArraySlice<UInt8>) -> Int? {
        let start = packet.startIndex
        guard packet[start + 3] & 0x20 != 0, packet[start + 4] >= 7, packet[start + 5] & 0x10 != 0 else {
            return nil
        }
        return start + 6
    }

    private static func timestamps(in packet: ArraySlice<UInt8>) -> [Int] {
        let start = packet.startIndex
        guard packet[start + 1] & 0x40 != 0, packet[start + 3] & 0x10 != 0 else { return [] }
        let payload = start + 4 + (packet[start + 3] & 0x20 != 0 ? 1 + Int(packet[start + 4]) : 0)
        guard payload + 19 <= packet.endIndex, packet[payload..<payload + 3].elementsEqual([0, 0, 1]) else {
            return []
        }
        switch packet[payload + 7] >> 6 {
        case 2: return [payload + 9]
        case 3: return [payload + 9, payload + 14]
        default: return []
        }
    }
}
