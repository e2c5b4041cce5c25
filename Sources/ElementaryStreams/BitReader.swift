/// Reads bits, most significant first, and Exp-Golomb codes from a range of bytes; never beyond it.
///
/// Reading past the end returns zeros and sets ``overran``, which is asked once after a structure was read:
/// loops over counts taken from the input must be bounded by the counts' own limits.
struct BitReader {
    private let bytes: [UInt8]
    private var next: Int
    private let end: Int
    private let removesEmulationPrevention: Bool
    private var zeroRun = 0
    private var cache: UInt64 = 0
    private var cached = 0
    /// More bits were asked for than there are, or an Exp-Golomb code was longer than 32 bits.
    private(set) var overran = false

    /// Reads `range` of `bytes`, clamped to what is there.
    ///
    /// - Parameter removesEmulationPrevention: Leave out `emulation_prevention_three_byte`
    ///   (ITU-T H.264 7.3.1), byte by byte as the reading gets there.
    init(_ bytes: [UInt8], _ range: Range<Int>, removesEmulationPrevention: Bool = true) {
        self.bytes = bytes
        let clamped = range.clamped(to: 0..<bytes.count)
        next = clamped.lowerBound
        end = clamped.upperBound
        self.removesEmulationPrevention = removesEmulationPrevention
    }

    private mutating func refill() {
        while cached <= 56, next < end {
            let byte = bytes[next]
            next += 1
            if removesEmulationPrevention {
                if zeroRun >= 2, byte == 3 {
                    zeroRun = 0
                    continue
                }
                zeroRun = byte == 0 ? zeroRun + 1 : 0
            }
            cache |= UInt64(byte) << UInt64(56 - cached)
            cached += 8
        }
    }

    /// The next `count` bits, at most 32, as a number.
    mutating func bits(_ count: Int) -> UInt32 {
        guard count > 0 else { return 0 }
        if cached < count { refill() }
        guard cached >= count else {
            overran = true
            cached = 0
            cache = 0
            return 0
        }
        let value = UInt32(truncatingIfNeeded: cache >> UInt64(64 - count))
        cache <<= UInt64(count)
        cached -= count
        return value
    }

    /// The next `count` bits, at most 31, as an `Int`.
    mutating func integer(_ count: Int) -> Int { Int(bits(count)) }

    /// The next bit, as a flag.
    mutating func flag() -> Bool { bits(1) == 1 }

    /// Passes over `count` bits.
    mutating func skip(_ count: Int) {
        var left = count
        while left > 0, !overran {
            _ = bits(min(left, 32))
            left -= 32
        }
    }

    /// An unsigned Exp-Golomb code, `ue(v)` (ITU-T H.264 9.1).
    mutating func unsignedGolomb() -> Int {
        if cached < 33 { refill() }
        let zeros = cache.leadingZeroBitCount
        guard zeros <= 32, zeros < cached else {
            overran = true
            cached = 0
            cache = 0
            return 0
        }
        cache <<= UInt64(zeros)
        cached -= zeros
        _ = bits(1)
        return (1 << zeros) - 1 + Int(bits(zeros))
    }

    /// A signed Exp-Golomb code, `se(v)` (ITU-T H.264 9.1.1).
    mutating func signedGolomb() -> Int {
        let code = unsignedGolomb()
        return code & 1 == 1 ? (code + 1) / 2 : -(code / 2)
    }

    /// Whether at least one whole byte is left before the end, trailing bits included.
    var hasWholeByte: Bool { cached >= 8 || next < end }
}
