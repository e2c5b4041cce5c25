/// Reads decimal digits into exact fractions; nothing here ever passes through a float.
public enum DecimalText {
    /// How many fractional digits are kept: finer than any clock, and few enough that sums fit in 128 bits.
    public static let fractionDigitLimit = 27
    /// The largest size, in units, that is accepted: thirty years in seconds.
    public static let magnitudeLimit: Int128 = 1_000_000_000

    /// What a text says.
    public struct Reading: Sendable, Hashable {
        /// The value; exact unless ``isShortened``.
        public let value: Rational
        /// The text had more than ``DecimalText/fractionDigitLimit`` digits behind the point that were not
        /// zero; those behind the limit were dropped.
        public let isShortened: Bool
    }

    /// Why a text is not a usable decimal number.
    public enum Refusal: Error, Sendable, Hashable {
        /// There is no digit.
        case empty
        /// The byte at this 0-based offset is neither a digit nor the first point.
        case notADigit(offset: Int)
        /// The size is above ``DecimalText/magnitudeLimit``.
        case tooLarge
    }

    /// Reads `[+-]digits[.digits]` or `[+-].digits` from UTF-8 bytes.
    public static func read(_ text: some Collection<UInt8>) throws(Refusal) -> Reading {
        var mantissa: Int128 = 0
        var fractionDigits = 0
        var pendingZeros = 0
        var sawPoint = false
        var sawDigit = false
        var isNegative = false
        var isShortened = false
        var offset = 0
        for byte in text {
            defer { offset += 1 }
            switch byte {
            case UInt8(ascii: "-") where offset == 0: isNegative = true
            case UInt8(ascii: "+") where offset == 0: break
            case UInt8(ascii: ".") where !sawPoint: sawPoint = true
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                sawDigit = true
                let digit = Int128(byte - UInt8(ascii: "0"))
                if !sawPoint {
                    mantissa = mantissa * 10 + digit
                    if mantissa > magnitudeLimit { throw .tooLarge }
                } else if digit == 0 {
                    pendingZeros += 1
                } else if fractionDigits + pendingZeros + 1 > fractionDigitLimit {
                    isShortened = true
                } else if !isShortened {
                    for _ in 0...pendingZeros { mantissa *= 10 }
                    mantissa += digit
                    fractionDigits += pendingZeros + 1
                    pendingZeros = 0
                }
            default: throw .notADigit(offset: offset)
            }
        }
        guard sawDigit else { throw .empty }
        var scale: Int128 = 1
        for _ in 0..<fractionDigits { scale *= 10 }
        return Reading(value: Rational(isNegative ? -mantissa : mantissa, scale), isShortened: isShortened)
    }

    /// Writes `value` with at most `maximumDigits` digits behind the point, the last one rounded to nearest,
    /// without trailing zeros: `1001/30` with 6 digits is `33.366667`.
    public static func write(_ value: Rational, maximumDigits: Int) -> String {
        if value.denominator == 1, let whole = Int64(exactly: value.numerator) { return String(whole) }
        var scale: Int128 = 1
        for _ in 0..<maximumDigits { scale *= 10 }
        // Half away from zero, so that a value and its negative print the same digits.
        let scaled = (value.magnitude * Rational(scale)).rounded(.nearestTiesUp)
        let whole = scaled / scale
        var fraction = String(scaled % scale)
        fraction =
            String(repeating: "0", count: maximumDigits - min(fraction.count, maximumDigits)) + fraction
        while fraction.hasSuffix("0") { fraction.removeLast() }
        let sign = value.numerator < 0 && scaled != 0 ? "-" : ""
        return sign + String(whole) + (fraction.isEmpty || maximumDigits == 0 ? "" : "." + fraction)
    }
}
