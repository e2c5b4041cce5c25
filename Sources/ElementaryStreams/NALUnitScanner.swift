/// Finds the NAL units of H.264 and HEVC in either of the two ways that containers join them.
public enum NALUnitScanner {
    /// The offset of the first `00 00 01` at or after `start`, or `nil` where no whole one follows.
    ///
    /// Looks at every third byte as long as none of them can belong to a start code.
    public static func nextStartCode(in bytes: [UInt8], from start: Int) -> Int? {
        let span = bytes.span
        let last = span.count - 1
        var third = max(start, 0) &+ 2
        while third <= last {
            let byte = span[third]
            if byte > 1 {
                third &+= 3
            } else if byte == 0 {
                third &+= 1
            } else if span[third &- 1] == 0, span[third &- 2] == 0 {
                return third &- 2
            } else {
                third &+= 3
            }
        }
        return nil
    }

    /// The NAL units of an Annex B byte stream (ITU-T H.264 Annex B), without start codes and without the zero
    /// bytes that trail them; bytes before the first start code are passed over.
    public static func annexB(_ bytes: [UInt8], in range: Range<Int>? = nil) -> [Range<Int>] {
        let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
        var units: [Range<Int>] = []
        var code = nextStartCode(in: bytes, from: range.lowerBound)
        while let begin = code, begin + 3 <= range.upperBound {
            code = nextStartCode(in: bytes, from: begin + 3)
            let limit = min(code ?? range.upperBound, range.upperBound)
            let unit = trimmed(bytes, begin + 3..<max(limit, begin + 3))
            if !unit.isEmpty { units.append(unit) }
        }
        return units
    }

    /// `range` without the zero bytes at its end.
    static func trimmed(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int> {
        var end = range.upperBound
        while end > range.lowerBound, bytes[end - 1] == 0 { end -= 1 }
        return range.lowerBound..<end
    }

    /// What length-prefixed bytes hold.
    public struct LengthPrefixed: Sendable, Hashable {
        /// The NAL units without their lengths.
        public let units: [Range<Int>]
        /// The lengths add up to exactly the bytes there are; otherwise the last unit is what was left.
        public let isComplete: Bool
    }

    /// The NAL units of an mp4 sample (ISO/IEC 14496-15 4.3.3): each led by its length.
    ///
    /// A length that reaches beyond the end is cut there; a length of zero is passed over.
    ///
    /// - Parameter lengthSize: Bytes a length has: 1, 2, 3 or 4.
    public static func lengthPrefixed(
        _ bytes: [UInt8], in range: Range<Int>? = nil, lengthSize: Int
    ) -> LengthPrefixed {
        let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
        guard (1...4).contains(lengthSize) else { return LengthPrefixed(units: [], isComplete: false) }
        var units: [Range<Int>] = []
        var position = range.lowerBound
        while position < range.upperBound {
            guard range.upperBound - position >= lengthSize else {
                return LengthPrefixed(units: units, isComplete: false)
            }
            var length = 0
            for _ in 0..<lengthSize {
                length = length << 8 | Int(bytes[position])
                position += 1
            }
            let end = min(position + length, range.upperBound)
            if end > position { units.append(position..<end) }
            if end - position < length { return LengthPrefixed(units: units, isComplete: false) }
            position = end
        }
        return LengthPrefixed(units: units, isComplete: true)
    }
}
