/// An exact number of seconds, written `n/d` in `truth.json`.
public struct TruthTime: Sendable, Hashable, Comparable, Decodable, CustomStringConvertible {
    /// Over ``denominator``, in lowest terms.
    public let numerator: Int64
    /// Greater than 0.
    public let denominator: Int64

    /// A fraction of a second; the denominator must be positive.
    public init(_ numerator: Int64, _ denominator: Int64) {
        precondition(denominator > 0)
        let divisor = Self.greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        self.numerator = numerator / Int64(divisor)
        self.denominator = denominator / Int64(divisor)
    }

    /// Whole milliseconds.
    public init(milliseconds: Int64) { self.init(milliseconds, 1000) }

    /// Reads `n/d`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parts = try container.decode(String.self).split(separator: "/").compactMap { Int64($0) }
        guard parts.count == 2, parts[1] > 0 else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a fraction n/d is expected")
        }
        self.init(parts[0], parts[1])
    }

    /// `n/d`, as in the file.
    public var description: String { "\(numerator)/\(denominator)" }

    /// The greatest whole number of milliseconds that is not later.
    public var millisecondsDown: Int64 {
        let scaled = Int128(numerator) * 1000
        let quotient = scaled / Int128(denominator)
        return Int64(scaled % Int128(denominator) < 0 ? quotient - 1 : quotient)
    }

    /// The smallest whole number of milliseconds that is not earlier.
    public var millisecondsUp: Int64 { -(-self).millisecondsDown }

    /// Whether it is the same instant as another fraction, in lowest terms or not.
    public func equals(_ numerator: Int64, _ denominator: Int64) -> Bool {
        Int128(self.numerator) * Int128(denominator) == Int128(numerator) * Int128(self.denominator)
    }

    /// Exact order.
    public static func < (left: TruthTime, right: TruthTime) -> Bool {
        Int128(left.numerator) * Int128(right.denominator) < Int128(right.numerator)
            * Int128(left.denominator)
    }

    /// Exact sum.
    public static func + (left: TruthTime, right: TruthTime) -> TruthTime {
        TruthTime(
            left.numerator * right.denominator + right.numerator * left.denominator,
            left.denominator * right.denominator)
    }

    /// The same distance on the other side of zero.
    public static prefix func - (time: TruthTime) -> TruthTime {
        TruthTime(-time.numerator, time.denominator)
    }

    /// Exact difference.
    public static func - (left: TruthTime, right: TruthTime) -> TruthTime { left + -right }

    private static func greatestCommonDivisor(_ first: UInt64, _ second: UInt64) -> UInt64 {
        var (larger, smaller) = (first, second)
        while smaller > 0 { (larger, smaller) = (smaller, larger % smaller) }
        return max(larger, 1)
    }
}
