/// Writes bits and Exp-Golomb codes: what the tests build NAL units with.
struct BitWriter {
    private var bits: [UInt8] = []

    mutating func write(_ value: Int, bits count: Int) {
        for bit in (0..<count).reversed() { bits.append(UInt8(value >> bit & 1)) }
    }

    mutating func unsignedGolomb(_ value: Int) {
        let length = (value + 1).bitWidth - (value + 1).leadingZeroBitCount
        write(0, bits: length - 1)
        write(value + 1, bits: length)
    }

    mutating func signedGolomb(_ value: Int) { unsignedGolomb(value > 0 ? 2 * value - 1 : -2 * value) }

    /// The bytes with rbsp_trailing_bits behind them.
    var bytes: [UInt8] {
        var all = bits + [1]
        while all.count % 8 != 0 { all.append(0) }
        return stride(from: 0, to: all.count, by: 8).map { start in
            all[start..<start + 8].reduce(0) { $0 << 1 | $1 }
        }
    }

    /// The bytes with emulation prevention (ITU-T H.264 7.4.1).
    var escaped: [UInt8] {
        var result: [UInt8] = []
        for byte in bytes {
            if byte <= 3, result.count >= 2, result.suffix(2) == [0, 0] { result.append(3) }
            result.append(byte)
        }
        return result
    }
}
