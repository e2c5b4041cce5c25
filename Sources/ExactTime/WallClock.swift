/// An exact point of civil time: what EXT-X-PROGRAM-DATE-TIME and EXT-X-DATERANGE carry.
///
/// Two values are equal when they name the same instant, however their offsets were written. Days are those
/// of the proleptic Gregorian calendar and have 86,400 seconds; a leap second is the first second after it.
public struct WallClock: Sendable {
    /// Seconds since 1970-01-01T00:00:00Z.
    public let secondsSinceEpoch: Rational
    /// The offset from UTC as it was written (`Z`, `+09:00`, `-0330`, `+01`), or `nil` where none was given
    /// and UTC was assumed.
    public let writtenOffset: String?

    /// The instant `secondsSinceEpoch` after 1970 began in UTC.
    public init(secondsSinceEpoch: Rational) {
        self.secondsSinceEpoch = secondsSinceEpoch
        writtenOffset = "Z"
    }

    private init(_ secondsSinceEpoch: Rational, writtenOffset: String?) {
        self.secondsSinceEpoch = secondsSinceEpoch
        self.writtenOffset = writtenOffset
    }

    /// Reads ISO 8601 date and time in the extended format, `2024-02-29T23:59:59.123+09:00`.
    ///
    /// The offset is `Z`, `±hh:mm`, `±hhmm`, `±hh` or missing, which means UTC. Seconds may be left out, may
    /// be 60, and may have any number of digits behind a point or comma, of which those are kept that
    /// ``DecimalText`` keeps. `24:00:00` is the end of the day.
    ///
    /// - Returns: `nil` where the bytes say no such time.
    public static func read(_ text: some Collection<UInt8>) -> WallClock? {
        var reader = CivilTimeReader(text: Array(text))
        guard let seconds = reader.readDateAndTime(), let offset = reader.readOffset() else { return nil }
        return WallClock(
            seconds - Rational(Int128(offset.seconds)), writtenOffset: offset.text)
    }

    /// The instant `right` later, keeping the way the offset is written.
    public static func + (left: WallClock, right: MediaDuration) -> WallClock {
        WallClock(left.secondsSinceEpoch + right.seconds, writtenOffset: left.writtenOffset)
    }

    /// The span from `right` to `left`.
    public static func - (left: WallClock, right: WallClock) -> MediaDuration {
        MediaDuration(left.secondsSinceEpoch - right.secondsSinceEpoch)
    }
}

extension WallClock: Hashable, Comparable {
    /// Whether both name the same instant.
    public static func == (left: WallClock, right: WallClock) -> Bool {
        left.secondsSinceEpoch == right.secondsSinceEpoch
    }

    /// Hashes the instant.
    public func hash(into hasher: inout Hasher) { hasher.combine(secondsSinceEpoch) }

    /// Exact comparison: earlier is less.
    public static func < (left: WallClock, right: WallClock) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }
}

extension WallClock: CustomStringConvertible {
    /// The instant in UTC, `2024-02-29T14:59:59.123Z`: at least three digits behind the point, more where the
    /// value needs them, and nine, rounded down, where no number of digits would be enough.
    public var description: String {
        let (digits, scale) = fractionScale
        let ticks = (secondsSinceEpoch * Rational(scale)).rounded(.down)
        let whole = ticks.flooredQuotient(by: scale)
        let day = whole.flooredQuotient(by: 86_400)
        let second = whole - day * 86_400
        let date = CivilDate(daysSinceEpoch: day)
        let fraction = ticks % scale
        let clock = [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }
        let year = (date.year < 0 ? "-" : "") + padded(Int128(date.year.magnitude), 4)
        return "\(year)-\(padded(date.month, 2))-\(padded(date.day, 2))T"
            + clock.joined(separator: ":") + ".\(padded(fraction < 0 ? fraction + scale : fraction, digits))Z"
    }

    private var fractionScale: (digits: Int, scale: Int128) {
        var digits = 3
        var scale: Int128 = 1000
        // Any value that was read has at most 27 digits.
        while scale % secondsSinceEpoch.denominator != 0 {
            if digits == DecimalText.fractionDigitLimit { return (9, 1_000_000_000) }
            digits += 1
            scale *= 10
        }
        return (digits, scale)
    }

    private func padded(_ value: Int128, _ width: Int) -> String {
        let text = String(value)
        return String(repeating: "0", count: Swift.max(0, width - text.utf8.count)) + text
    }
}
