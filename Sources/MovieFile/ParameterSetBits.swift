/// Reads bits and Exp-Golomb codes from the head of a parameter set, emulation prevention taken out
/// (ITU-T H.264 7.3.1 and 9.1). Reading past the end gives zeros and sets ``isOverrun``.
struct ParameterSetBits {
    private let bytes: [UInt8]
    private var position = 0
    /// More was asked for than is there.
    private(set) var isOverrun = false

    /// Bytes that are enough for all that a configuration record repeats.
    private static let headSize = 256

    init(_ unit: [UInt8]) {
        var plain: [UInt8] = []
        var zeros = 0
        for byte in unit {
            if plain.count == Self.headSize { break }
            if zeros >= 2, byte == 3 {
                zeros = 0
                continue
            }
            zeros = byte == 0 ? zeros + 1 : 0
            plain.append(byte)
        }
        bytes = plain
    }

    /// The plain bytes in `range`; `nil` where they end before.
    func bytes(in range: Range<Int>) -> [UInt8]? {
        range.upperBound <= bytes.count ? Array(bytes[range]) : nil
    }

    mutating func bit() -> Int {
        guard position < bytes.count * 8 else {
            isOverrun = true
            return 0
        }
        let value = bytes[position / 8] >> UInt8(7 - position % 8) & 1
        position += 1
        return Int(value)
    }

    /// The next `count` bits, at most 32.
    mutating func bits(_ count: Int) -> Int {
        var value = 0
        for _ in 0..<count { value = value << 1 | bit() }
        return value
    }

    mutating func skip(_ count: Int) { for _ in 0..<count { _ = bit() } }

    /// `ue(v)`.
    mutating func golomb() -> Int {
        var zeros = 0
        while zeros < 32, !isOverrun, bit() == 0 { zeros += 1 }
        return (1 << zeros) - 1 + bits(zeros)
    }
}
