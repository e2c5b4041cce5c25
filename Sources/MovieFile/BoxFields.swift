/// Reads the fields of a box: big-endian integers one behind the other.
///
/// Beyond the end every read gives 0 and sets ``isOverrun``, so that a parser checks once after a group of
/// fields. Loops whose count comes from the bytes check it at every turn or clamp the count to what is there.
struct BoxFields {
    private let bytes: [UInt8]
    private let end: Int
    /// Offset in the bytes of the next field.
    private(set) var position: Int
    /// A field was asked for that is not there.
    private(set) var isOverrun = false

    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        let whole = range.clamped(to: 0..<bytes.count)
        position = whole.lowerBound
        end = whole.upperBound
    }

    /// The fields of `box` behind its header.
    init(_ bytes: [UInt8], of box: Box) { self.init(bytes, in: box.content) }

    /// How many bytes are left.
    var remaining: Int { end - position }

    mutating func skip(_ count: Int) {
        guard count <= remaining else {
            isOverrun = true
            position = end
            return
        }
        position += count
    }

    private mutating func unsigned(_ count: Int) -> UInt64 {
        guard count <= remaining else {
            isOverrun = true
            position = end
            return 0
        }
        var value: UInt64 = 0
        for offset in position..<(position + count) { value = value << 8 | UInt64(bytes[offset]) }
        position += count
        return value
    }

    mutating func u8() -> UInt8 { UInt8(truncatingIfNeeded: unsigned(1)) }
    mutating func u16() -> UInt16 { UInt16(truncatingIfNeeded: unsigned(2)) }
    mutating func u24() -> UInt32 { UInt32(truncatingIfNeeded: unsigned(3)) }
    mutating func u32() -> UInt32 { UInt32(truncatingIfNeeded: unsigned(4)) }
    mutating func u64() -> UInt64 { unsigned(8) }
    mutating func i32() -> Int32 { Int32(bitPattern: u32()) }
    mutating func code() -> FourCC { FourCC(rawValue: u32()) }

    /// A number of 32 bits in version 0 of a box, of 64 in version 1.
    mutating func u32or64(isLong: Bool) -> UInt64 { isLong ? u64() : UInt64(u32()) }

    /// The next `count` bytes; fewer where they end.
    mutating func take(_ count: Int) -> [UInt8] {
        let taken = Array(bytes[position..<(position + Swift.min(count, remaining))])
        skip(count)
        return taken
    }

    /// All bytes that are left.
    mutating func rest() -> [UInt8] { take(remaining) }

    /// `count` NAL units, each behind its length of 16 bits; fewer where they end.
    mutating func units(count: Int) -> [[UInt8]] {
        var units: [[UInt8]] = []
        for _ in 0..<count where !isOverrun { units.append(take(Int(u16()))) }
        return units
    }
}
