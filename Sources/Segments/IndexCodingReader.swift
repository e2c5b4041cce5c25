/// Reads what ``IndexCodingWriter`` wrote; bounded by the bytes whatever they claim.
struct IndexCodingReader {
    private let bytes: [UInt8]
    private let end: Int
    private(set) var position: Int

    /// Reads `range` of `bytes`.
    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        let whole = range.clamped(to: 0..<bytes.count)
        position = whole.lowerBound
        end = whole.upperBound
    }

    /// How many bytes are left.
    var remaining: Int { end - position }

    /// What to throw for the value just read.
    var malformed: IndexCodingError { .malformed(position: position) }

    mutating func byte() throws(IndexCodingError) -> UInt8 {
        guard position < end else { throw .cutShort }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func unsigned() throws(IndexCodingError) -> UInt64 {
        var value: UInt64 = 0
        for shift: UInt64 in stride(from: 0, through: 63, by: 7) {
            let next = try byte()
            let bits = UInt64(next & 0x7F)
            if shift == 63, bits > 1 { throw malformed }
            value |= bits << shift
            if next & 0x80 == 0 { return value }
        }
        throw malformed
    }

    mutating func signed() throws(IndexCodingError) -> Int64 {
        let value = try unsigned()
        return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }

    /// A number that fits in `Int`, as all counts of 64-bit machines do.
    mutating func int() throws(IndexCodingError) -> Int {
        guard let value = Int(exactly: try signed()) else { throw malformed }
        return value
    }

    /// A number that is not negative.
    mutating func size() throws(IndexCodingError) -> Int {
        let value = try int()
        guard value >= 0 else { throw malformed }
        return value
    }

    /// How many elements follow, where each takes at least one byte.
    mutating func count() throws(IndexCodingError) -> Int {
        let value = try unsigned()
        guard value <= UInt64(remaining) else { throw .cutShort }
        return Int(value)
    }

    mutating func flag() throws(IndexCodingError) -> Bool {
        switch try byte() {
        case 0: return false
        case 1: return true
        default: throw malformed
        }
    }

    mutating func blob() throws(IndexCodingError) -> [UInt8] {
        let length = try count()
        defer { position += length }
        return Array(bytes[position..<(position + length)])
    }

    mutating func text() throws(IndexCodingError) -> String {
        guard let text = String(validating: try blob(), as: UTF8.self) else { throw malformed }
        return text
    }

    mutating func optional<Value>(
        _ read: (inout Self) throws(IndexCodingError) -> Value
    ) throws(IndexCodingError) -> Value? {
        try flag() ? try read(&self) : nil
    }

    mutating func list<Element>(
        _ read: (inout Self) throws(IndexCodingError) -> Element
    ) throws(IndexCodingError) -> [Element] {
        let number = try count()
        var elements: [Element] = []
        for _ in 0..<number { elements.append(try read(&self)) }
        return elements
    }
}
