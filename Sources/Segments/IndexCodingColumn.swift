/// One property of all access units of a stream, as differences from a prediction.
///
/// A column is its unit (the greatest common divisor of the differences; 0 where all are zero, and nothing
/// follows), then each difference in units; a zero is followed by how many more zeros there are. Frame
/// intervals, composition offsets and packet positions are multiples of one number, so most differences are
/// one byte, and regular streams are nearly nothing. All arithmetic wraps, so that every value survives.
enum IndexCodingColumn {
    static func write(_ differences: [Int64], to writer: inout IndexCodingWriter) {
        let unit = differences.reduce(UInt64(0)) { greatestCommonDivisor($0, $1.magnitude) }
        writer.unsigned(unit)
        guard unit != 0 else { return }
        var index = 0
        while index < differences.count {
            let difference = differences[index]
            index += 1
            let quotient = Int64(truncatingIfNeeded: difference.magnitude / unit)
            writer.signed(difference < 0 ? 0 &- quotient : quotient)
            guard difference == 0 else { continue }
            let first = index
            while index < differences.count, differences[index] == 0 { index += 1 }
            writer.unsigned(UInt64(index - first))
        }
    }

    /// Reads `count` differences, which the caller has bounded.
    static func read(
        count: Int, from reader: inout IndexCodingReader
    ) throws(IndexCodingError) -> [Int64] {
        let unit = Int64(bitPattern: try reader.unsigned())
        var differences = [Int64](repeating: 0, count: count)
        guard unit != 0 else { return differences }
        var index = 0
        while index < count {
            let quotient = try reader.signed()
            differences[index] = quotient &* unit
            index += 1
            guard quotient == 0 else { continue }
            let zeros = try reader.unsigned()
            guard zeros <= UInt64(count - index) else { throw reader.malformed }
            index += Int(zeros)
        }
        return differences
    }

    private static func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var (larger, smaller) = (first, second)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger
    }
}
