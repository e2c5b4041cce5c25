import Segments

/// Writes transport streams packet by packet, with every liberty that the format has.
struct TransportStreamWriter {
    static let mapPID = 0x1000
    static let videoPID = 0x100
    static let audioPID = 0x101

    private(set) var bytes: [UInt8] = []
    private var counters: [Int: UInt8] = [:]

    /// One packet: as much of `payload` as fits behind the header, stuffed to 188 bytes; returns what was left.
    mutating func packet(
        _ pid: Int, _ payload: ArraySlice<UInt8>, starts: Bool, atMost limit: Int = 184, flags: UInt8 = 0
    ) -> ArraySlice<UInt8> {
        let taken = payload.prefix(limit)
        let counter = counters[pid, default: 0]
        counters[pid] = (counter + 1) & 15
        let stuffing = 184 - taken.count
        bytes += [0x47, (starts ? 0x40 : 0) | UInt8(pid >> 8), UInt8(pid & 255)]
        bytes.append((stuffing > 0 ? 0x30 : 0x10) | counter)
        if stuffing > 0 { bytes.append(UInt8(stuffing - 1)) }
        if stuffing > 1 { bytes.append(flags) }
        bytes += [UInt8](repeating: 0xFF, count: max(stuffing - 2, 0))
        bytes += taken
        return payload.dropFirst(taken.count)
    }

    /// A PES packet over as many transport packets as it takes.
    mutating func pes(
        _ pid: Int, _ payload: [UInt8], pts: Int64?, dts: Int64? = nil, streamID: UInt8 = 0xE0,
        isBounded: Bool = false, atMost limit: Int = 184
    ) {
        var header: [UInt8] = []
        if let pts { header += Self.timestamp(pts, dts == nil ? 2 : 3) }
        if let dts { header += Self.timestamp(dts, 1) }
        let flags: UInt8 = (pts == nil ? 0 : 0x80) | (dts == nil ? 0 : 0x40)
        let length = isBounded ? payload.count + header.count + 3 : 0
        let start: [UInt8] = [0, 0, 1, streamID, UInt8(length >> 8), UInt8(length & 255), 0x80, flags]
        var rest = (start + [UInt8(header.count)] + header + payload)[...]
        var starts = true
        while !rest.isEmpty {
            rest = packet(pid, rest, starts: starts, atMost: limit)
            starts = false
        }
    }

    private static func timestamp(_ value: Int64, _ prefix: UInt8) -> [UInt8] {
        let value = UInt64(bitPattern: value) & 0x1_FFFF_FFFF
        return [
            prefix << 4 | UInt8(value >> 30 & 7) << 1 | 1, UInt8(value >> 22 & 255),
            UInt8(value >> 15 & 127) << 1 | 1, UInt8(value >> 7 & 255), UInt8(value & 127) << 1 | 1,
        ]
    }

    /// A program association table for programs by number and map PID.
    mutating func association(_ programs: [(Int, Int)], isIntact: Bool = true) {
        let body = programs.flatMap { Self.word($0.0) + Self.word(0xE000 | $0.1) }
        table(0, 0, number: 1, version: 0, body: body, isIntact: isIntact)
    }

    /// A program map for streams by type, PID and descriptors.
    mutating func map(
        _ streams: [(UInt8, Int, [UInt8])], number: Int = 1, pid: Int = mapPID, version: Int = 0,
        isIntact: Bool = true
    ) {
        let entries = streams.flatMap { type, pid, descriptors in
            [type] + Self.word(0xE000 | pid) + Self.word(0xF000 | descriptors.count) + descriptors
        }
        let body = Self.word(0xE000 | Self.videoPID) + Self.word(0xF000) + entries
        table(2, pid, number: number, version: version, body: body, isIntact: isIntact)
    }

    private mutating func table(
        _ id: UInt8, _ pid: Int, number: Int, version: Int, body: [UInt8], isIntact: Bool
    ) {
        var section = [id] + Self.word(0xB000 | body.count + 9) + Self.word(number)
        section += [0xC1 | UInt8(version << 1), 0, 0] + body
        let checksum = Self.checksum(section) ^ (isIntact ? 0 : 1)
        section += Self.word(Int(checksum >> 16)) + Self.word(Int(checksum & 0xFFFF))
        var rest = ([0] + section)[...]
        var starts = true
        while !rest.isEmpty {
            rest = packet(pid, rest, starts: starts)
            starts = false
        }
    }

    private static func word(_ value: Int) -> [UInt8] { [UInt8(value >> 8 & 255), UInt8(value & 255)] }

    /// CRC-32/MPEG-2, bit by bit.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var value: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            for bit in (0..<8).reversed() {
                let mixed = (value >> 31 == 1) != (byte >> bit & 1 == 1)
                value = value << 1 ^ (mixed ? 0x04C1_1DB7 : 0)
            }
        }
        return value
    }

    /// The usual beginning: one program with one H.264 stream.
    static func withVideo(type: UInt8 = 0x1B) -> TransportStreamWriter {
        var writer = TransportStreamWriter()
        writer.association([(1, mapPID)])
        writer.map([(type, videoPID, [])])
        return writer
    }
}
