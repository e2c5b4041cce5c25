import ExactTime
import Testing

@Suite("Decimal digits become exact fractions") struct DecimalTextTests {
    @Test(
        "digits are read one by one",
        arguments: [
            ("0", Rational(0)), ("1.001", Rational(1001, 1000)), (".5", Rational(1, 2)), ("7.", Rational(7)),
            ("-0.25", Rational(-1, 4)), ("+3", Rational(3)), ("6.006006", Rational(6_006_006, 1_000_000)),
            ("2.000000000000000000000000000000000000", Rational(2)),
        ])
    func reads(text: String, expected: Rational) throws {
        let reading = try DecimalText.read(text.utf8)
        #expect(reading.value == expected)
        #expect(!reading.isShortened)
    }

    @Test("every millisecond of the first twenty seconds comes back")
    func milliseconds() throws {
        for millisecond in 0..<20_000 {
            let fraction = String(1000 + millisecond % 1000).dropFirst()
            let value = try DecimalText.read("\(millisecond / 1000).\(fraction)".utf8).value
            #expect((value * Rational(1000)).rounded(.down) == Int128(millisecond))
        }
    }

    @Test("digits beyond the limit are dropped and said so")
    func shortened() throws {
        let reading = try DecimalText.read("0.1234567890123456789012345678901".utf8)
        #expect(reading.isShortened)
        #expect(reading.value > Rational(1234, 10_000) && reading.value < Rational(1235, 10_000))
    }

    @Test(
        "text that is no number names the place",
        arguments: [
            ("", DecimalText.Refusal.empty), (".", .empty), ("1,5", .notADigit(offset: 1)),
            ("x", .notADigit(offset: 0)), ("1.5.2", .notADigit(offset: 3)), ("1e5", .notADigit(offset: 1)),
            ("99999999999999999999999999999999999999999999999", .tooLarge),
        ])
    func refuses(text: String, refusal: DecimalText.Refusal) {
        #expect(throws: refusal) { try DecimalText.read(text.utf8) }
    }

    @Test(
        "writing rounds the last digit to nearest and drops zeros",
        arguments: [
            (Rational(1001, 30), "33.366667"), (Rational(-64, 3), "-21.333333"), (Rational(2000), "2000"),
            (Rational(1, 3_000_000), "0"), (Rational(-1, 3_000_000), "0"),
            (Rational(5, 10_000_000), "0.000001"),
            (Rational(1, 100), "0.01"),
        ])
    func writes(value: Rational, expected: String) {
        #expect(DecimalText.write(value, maximumDigits: 6) == expected)
    }
}
