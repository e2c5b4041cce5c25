/// An exact fraction: the only number on the time path.
///
/// Always reduced, the denominator always positive, so equality and hashing are those of the value. Both
/// parts are 128 bits wide: a sum of 14,400 durations of 18 decimals beside a 90 kHz timestamp uses less than
/// 100 of them. No operation traps. Only clocks made to do harm (many coprime time scales of 32 bits, added
/// up) leave 128 bits; such a result is rounded to a whole attosecond and held within ±10¹⁹ seconds.
public struct Rational: Sendable, Hashable {
    /// The signed upper part.
    public let numerator: Int128
    /// The lower part, greater than zero.
    public let denominator: Int128

    /// Makes `numerator / denominator` in lowest terms.
    ///
    /// - Precondition: `denominator` is greater than zero.
    public init(_ numerator: Int128, _ denominator: Int128 = 1) {
        precondition(denominator > 0, "a fraction needs a positive denominator")
        let divisor = greatestCommonDivisor(numerator.magnitude, denominator.magnitude)
        if divisor == 1 {
            self.init(reduced: numerator, denominator)
        } else {
            self.init(reduced: numerator / Int128(divisor), denominator / Int128(divisor))
        }
    }

    private init(reduced numerator: Int128, _ denominator: Int128) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Zero.
    public static let zero = Rational(reduced: 0, 1)

    /// The sum, exact.
    public static func + (left: Rational, right: Rational) -> Rational {
        exactSum(left, right) ?? exactSum(left.coarse, right.coarse) ?? left.coarse
    }

    private static func exactSum(_ left: Rational, _ right: Rational) -> Rational? {
        var leftScale: Int128 = 1
        var rightScale: Int128 = 1
        if left.denominator != right.denominator {
            let common = Int128(
                greatestCommonDivisor(left.denominator.magnitude, right.denominator.magnitude))
            leftScale = right.denominator / common
            rightScale = left.denominator / common
        }
        let first = left.numerator.multipliedReportingOverflow(by: leftScale)
        let second = right.numerator.multipliedReportingOverflow(by: rightScale)
        let sum = first.partialValue.addingReportingOverflow(second.partialValue)
        let lower = left.denominator.multipliedReportingOverflow(by: leftScale)
        guard !first.overflow, !second.overflow, !sum.overflow, !lower.overflow else { return nil }
        return Rational(sum.partialValue, lower.partialValue)
    }

    /// This value on a grid of attoseconds, held within ±10¹⁹: what arithmetic falls back to.
    private var coarse: Rational {
        let bound: Int128 = 10_000_000_000_000_000_000
        let grid: Int128 = 1_000_000_000_000_000_000
        let whole = rounded(.down)
        if whole >= bound { return Rational(reduced: bound, 1) }
        if whole < -bound { return Rational(reduced: -bound, 1) }
        let part = (numerator - whole * denominator).magnitude
        let (high, low) = part.multipliedFullWidth(by: grid.magnitude)
        let fraction = denominator.magnitude.dividingFullWidth((high, low)).quotient
        return Rational(whole * grid + Int128(fraction), grid)
    }

    /// The difference, exact.
    public static func - (left: Rational, right: Rational) -> Rational { left + -right }

    /// The same size with the other sign.
    public static prefix func - (value: Rational) -> Rational {
        Rational(reduced: value.numerator == .min ? .max : -value.numerator, value.denominator)
    }

    /// The product, exact.
    public static func * (left: Rational, right: Rational) -> Rational {
        exactProduct(left, right) ?? exactProduct(left.coarse, Rational(right.rounded(.nearestTiesUp)))
            ?? left.coarse
    }

    private static func exactProduct(_ left: Rational, _ right: Rational) -> Rational? {
        let first = Rational(left.numerator, right.denominator)
        let second = Rational(right.numerator, left.denominator)
        let upper = first.numerator.multipliedReportingOverflow(by: second.numerator)
        let lower = first.denominator.multipliedReportingOverflow(by: second.denominator)
        guard !upper.overflow, !lower.overflow else { return nil }
        return Rational(reduced: upper.partialValue, lower.partialValue)
    }

    /// The quotient, exact.
    ///
    /// - Precondition: `right` is not zero.
    public static func / (left: Rational, right: Rational) -> Rational {
        let inverse = Rational(reduced: right.denominator, right.magnitude.numerator)
        return left * (right.numerator < 0 ? -inverse : inverse)
    }

    /// The size without its sign.
    public var magnitude: Rational { numerator < 0 ? -self : self }

    /// The whole number that `rounding` picks for this value.
    public func rounded(_ rounding: Rounding) -> Int128 {
        let quotient = numerator / denominator
        let remainder = numerator % denominator
        guard remainder != 0 else { return quotient }
        let floor = remainder < 0 ? quotient - 1 : quotient
        switch rounding {
        case .down: return floor
        case .up: return floor + 1
        case .nearestTiesUp:
            let above = remainder < 0 ? remainder + denominator : remainder
            return above >= denominator - above ? floor + 1 : floor
        }
    }
}

/// How a value between two neighbours is turned into one of them; there is no default anywhere.
public enum Rounding: Sendable {
    /// Toward minus infinity.
    case down
    /// Toward plus infinity.
    case up
    /// To the nearer neighbour, and to the greater one from exactly between.
    case nearestTiesUp
}

extension Rational: Comparable {
    /// Exact comparison.
    public static func < (left: Rational, right: Rational) -> Bool {
        if left.denominator == right.denominator { return left.numerator < right.numerator }
        let (leftHigh, leftLow) = left.numerator.multipliedFullWidth(by: right.denominator)
        let (rightHigh, rightLow) = right.numerator.multipliedFullWidth(by: left.denominator)
        return (leftHigh, leftLow) < (rightHigh, rightLow)
    }
}

/// The greatest number that divides both; 1 where both are zero.
private func greatestCommonDivisor(_ first: UInt128, _ second: UInt128) -> UInt128 {
    var (larger, smaller) = (first, second)
    while larger > UInt128(UInt64.max) || smaller > UInt128(UInt64.max) {
        guard smaller != 0 else { return max(larger, 1) }
        (larger, smaller) = (smaller, larger % smaller)
    }
    // The common case fits in 64 bits, where a division is some twenty times cheaper.
    var (narrowLarger, narrowSmaller) = (UInt64(larger), UInt64(smaller))
    while narrowSmaller != 0 { (narrowLarger, narrowSmaller) = (narrowSmaller, narrowLarger % narrowSmaller) }
    return UInt128(max(narrowLarger, 1))
}
