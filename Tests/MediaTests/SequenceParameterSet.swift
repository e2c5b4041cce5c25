/// Rewrites H.264 sequence parameter sets (ITU-T H.264, 7.3.2.1.1) as x264 makes them, to get streams that no
/// encoder at hand writes.
struct SequenceParameterSet {
    /// `pic_width_in_mbs_minus1` and `pic_height_in_map_units_minus1`; `nil` leaves them.
    var sizeInBlocks: (width: Int, height: Int)?
    /// Keep the usability information, in which the reorder depth is stated.
    var keepsUsability = true

    /// An avcC record with its parameter set rewritten, the rest as it was.
    func rewriting(record: [UInt8]) -> [UInt8] {
        let size = Int(record[6]) << 8 | Int(record[7])
        let changed = rewriting(unit: Array(record[8..<8 + size]))
        let length = [UInt8(changed.count >> 8), UInt8(changed.count & 0xFF)]
        return record[..<6] + length + changed + record[(8 + size)...]
    }

    private func rewriting(unit: [UInt8]) -> [UInt8] {
        var bits = Bits(unit: unit)
        bits.copy(32)
        bits.copyNumber()
        let profile = unit[1]
        if [100, 110, 122, 244].contains(profile) {
            if bits.copyNumber() == 3 { bits.copy(1) }
            bits.copyNumber()
            bits.copyNumber()
            bits.copy(2)
        }
        bits.copyNumber()
        if bits.copyNumber() == 0 { bits.copyNumber() }
        bits.copyNumber()
        bits.copy(1)
        bits.copyNumber(changedTo: sizeInBlocks.map { $0.width - 1 })
        bits.copyNumber(changedTo: sizeInBlocks.map { $0.height - 1 })
        if bits.copy(1) == 0 { bits.copy(1) }
        bits.copy(1)
        if bits.copy(1) == 1 { for _ in 0..<4 { bits.copyNumber() } }
        if keepsUsability { return bits.finishedWithRest() }
        bits.append([0])
        return bits.finished()
    }
}

/// Bits on their way from one NAL unit into another.
private struct Bits {
    private var rest: ArraySlice<UInt8>
    private var written: [UInt8] = []

    init(unit: [UInt8]) {
        var zeros = 0
        var bytes: [UInt8] = []
        for byte in unit {
            if zeros >= 2, byte == 3 {
                zeros = 0
                continue
            }
            zeros = byte == 0 ? zeros + 1 : 0
            bytes.append(byte)
        }
        rest = bytes.flatMap { byte in (0..<8).map { byte >> (7 - $0) & 1 } }[...]
    }

    mutating func append(_ bits: [UInt8]) { written += bits }

    @discardableResult
    mutating func copy(_ count: Int) -> UInt8 {
        let bits = rest.prefix(count)
        rest = rest.dropFirst(count)
        written += bits
        return bits.last ?? 0
    }

    /// Copies an `ue(v)`, or another in its place; gives the one that was there.
    @discardableResult
    mutating func copyNumber(changedTo other: Int? = nil) -> Int {
        let zeros = rest.prefix { $0 == 0 }.count
        let code = rest.prefix(2 * zeros + 1).reduce(0) { $0 << 1 | Int($1) }
        rest = rest.dropFirst(2 * zeros + 1)
        let digits = String((other ?? (code - 1)) + 1, radix: 2)
        written += Array(repeating: 0, count: digits.count - 1) + digits.map { $0 == "1" ? 1 : 0 }
        return code - 1
    }

    mutating func finishedWithRest() -> [UInt8] {
        // The old stop bit is the last 1; it ends the new unit as well.
        written += rest.reversed().drop { $0 == 0 }.reversed().dropLast()
        return finished()
    }

    func finished() -> [UInt8] {
        var bits = written + [1]
        while !bits.count.isMultiple(of: 8) { bits.append(0) }
        var result: [UInt8] = []
        var zeros = 0
        for start in stride(from: 0, to: bits.count, by: 8) {
            let byte = bits[start..<start + 8].reduce(0) { $0 << 1 | $1 }
            if zeros >= 2, byte <= 3 {
                result.append(3)
                zeros = 0
            }
            zeros = byte == 0 ? zeros + 1 : 0
            result.append(byte)
        }
        return result
    }
}
