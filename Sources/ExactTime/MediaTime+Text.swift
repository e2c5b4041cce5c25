extension MediaDuration {
    /// Milliseconds with at most six decimals, the last one rounded to nearest: `-21.333333`.
    public var millisecondsText: String {
        DecimalText.write(seconds * Rational(1000), maximumDigits: 6)
    }

    /// Hours, minutes, seconds and milliseconds, rounded to the nearest millisecond: `01:02:03.004`.
    public var clockText: String {
        let total = (seconds.magnitude * Rational(1000)).rounded(.nearestTiesUp)
        let fields = [total / 3_600_000, total / 60_000 % 60, total / 1000 % 60]
        let clock = fields.map { padded($0, to: 2) }.joined(separator: ":")
        let sign = seconds.numerator < 0 && total != 0 ? "-" : ""
        return sign + clock + "." + padded(total % 1000, to: 3)
    }
}

extension MediaInstant {
    /// Milliseconds since zero with at most six decimals, the last one rounded to nearest.
    public var millisecondsText: String { sinceZero.millisecondsText }

    /// Hours, minutes, seconds and milliseconds since zero: `01:02:03.004`.
    public var clockText: String { sinceZero.clockText }
}

private func padded(_ number: Int128, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
