import ExactTime
import Testing

@Suite("Wall clocks are exact instants") struct WallClockTests {
    // The seconds are what GNU date prints for the same text (`date -u -d TEXT +%s.%N`).
    @Test(
        "ISO 8601 becomes the seconds that GNU date says",
        arguments: [
            ("1970-01-01T00:00:00Z", 0, 1), ("2024-02-29T23:59:58.5+09:00", 3_418_437_597, 2),
            ("2000-02-29T12:00:00-0330", 951_838_200, 1), ("1999-12-31T23:59:59Z", 946_684_799, 1),
            ("0001-01-01T00:00:00Z", -62_135_596_800, 1),
            ("9999-12-31T23:59:59+14:00", 253_402_250_399, 1), ("1600-02-29T00:00:00Z", -11_670_998_400, 1),
            ("2100-03-01T00:00:00Z", 4_107_542_400, 1), ("1969-12-31T23:59:59.25Z", -3, 4),
            ("2019-02-14T02:13:36.106Z", 775_055_208_053, 500),
            ("2024-03-01T00:00:06.508+09", 427_304_701_627, 250),
        ] as [(String, Int128, Int128)])
    func reads(text: String, numerator: Int128, denominator: Int128) throws {
        let clock = try #require(WallClock.read(text.utf8))
        #expect(clock.secondsSinceEpoch == Rational(numerator, denominator))
    }

    @Test(
        "forms that encoders really write are read",
        arguments: [
            ("2024-01-02T03:04:05", nil), ("2024-01-02t03:04:05z", "z"),
            ("2024-01-02 03:04:05+00:00", "+00:00"),
            ("2024-01-02T03:04:05,000Z", "Z"), ("2024-01-02T04:04:05.0+01", "+01"),
            ("2024-01-01T23:34:05-0330", "-0330"),
        ] as [(String, String?)])
    func tolerates(text: String, offset: String?) throws {
        let clock = try #require(WallClock.read(text.utf8))
        #expect(clock.secondsSinceEpoch == Rational(1_704_164_645))
        #expect(clock.writtenOffset == offset)
    }

    @Test(
        "what is no time is refused",
        arguments: [
            "", "2024", "2024-13-01T00:00:00Z", "2023-02-29T00:00:00Z", "1900-02-29T00:00:00Z",
            "2024-04-31T00:00:00Z", "2024-00-01T00:00:00Z", "2024-01-00T00:00:00Z", "2024-01-01T25:00:00Z",
            "2024-01-01T00:60:00Z", "2024-01-01T00:00:61Z", "2024-01-01T24:00:01Z", "2024-01-01T00:00:00.Z",
            "2024-01-01T00:00:00+", "2024-01-01T00:00:00+9", "2024-01-01T00:00:00+09:60",
            "2024-01-01T00:00:00Zjunk", "2024-01-01T00:00:00+09:00x", "24-01-01T00:00:00Z",
            "2024-01-01", "\u{0}", "2024-01-01T00:00:00.１Z",
        ])
    func refuses(text: String) { #expect(WallClock.read(text.utf8) == nil) }

    @Test("the end of a day and a leap second are the next second")
    func carries() {
        #expect(
            WallClock.read("2024-12-31T24:00:00Z".utf8) == WallClock.read("2025-01-01T00:00:00Z".utf8))
        #expect(WallClock.read("2016-12-31T23:59:60Z".utf8) == WallClock.read("2017-01-01T00:00:00Z".utf8))
        #expect(WallClock.read("2024-01-01T10:30Z".utf8) == WallClock.read("2024-01-01T10:30:00Z".utf8))
    }

    @Test(
        "instants are written in UTC with the digits they need",
        arguments: [
            ("2024-02-29T23:59:58.5+09:00", "2024-02-29T14:59:58.500Z"),
            ("1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.250Z"),
            ("2024-01-01T00:00:00.123456789Z", "2024-01-01T00:00:00.123456789Z"),
            ("0001-01-01T00:00:00Z", "0001-01-01T00:00:00.000Z"),
            ("0000-02-29T00:00:00Z", "0000-02-29T00:00:00.000Z"),
            ("0000-01-01T00:00:00+01:00", "-0001-12-31T23:00:00.000Z"),
        ])
    func writes(text: String, expected: String) {
        #expect(WallClock.read(text.utf8)?.description == expected)
    }

    @Test("a fraction that no decimals say is rounded down to nanoseconds")
    func writesThirds() {
        #expect(WallClock(secondsSinceEpoch: Rational(-1, 3)).description == "1969-12-31T23:59:59.666666666Z")
        #expect(WallClock(secondsSinceEpoch: Rational(2, 3)).description == "1970-01-01T00:00:00.666666666Z")
    }

    @Test("text and instant are each other's inverse all over eight centuries")
    func roundTrips() throws {
        for day in stride(from: -146_097, through: 146_097, by: 17) {
            let clock = WallClock(secondsSinceEpoch: Rational(Int128(day) * 86_400 + 43_199))
            #expect(WallClock.read(clock.description.utf8) == clock)
        }
    }

    @Test("offsets do not matter to equality, order and differences")
    func compares() throws {
        let seoul = try #require(WallClock.read("2024-01-01T09:00:00+09:00".utf8))
        let utc = try #require(WallClock.read("2024-01-01T00:00:00Z".utf8))
        #expect(seoul == utc && Set([seoul, utc]).count == 1 && !(seoul < utc))
        let later = seoul + MediaDuration(Rational(1, 3))
        #expect(later - utc == MediaDuration(Rational(1, 3)) && utc < later)
        #expect(later.writtenOffset == "+09:00")
    }
}
