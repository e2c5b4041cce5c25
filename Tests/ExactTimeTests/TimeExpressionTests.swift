import ExactTime
import Testing

@Suite("Times as people type them") struct TimeExpressionTests {
    private let end = MediaInstant(milliseconds: 60_000)

    @Test(
        "every way to say an instant",
        arguments: [
            ("83456", "83456"), ("83.456s", "83456"), ("1:23.456", "83456"), ("01:01:23.456", "3683456"),
            ("start", "0"), ("start+250", "250"), ("end", "60000"), ("end-2500", "57500"),
            ("end-2.5s", "57500"),
            ("500ms", "500"), ("33.366667ms", "33.366667"), ("0", "0"), ("-20", "-20"),
            ("0:00.0005", "0.5"),
        ])
    func reads(text: String, milliseconds: String) throws {
        let time = try TimeExpression(parsing: text)
        #expect(time.instant(end: end).millisecondsText == milliseconds)
    }

    @Test(
        "what could mean two things is refused",
        arguments: [
            ("83.456", TimeExpression.Refusal.bareDecimal("83.456")), ("", .empty), ("abc", .notATime("abc")),
            ("1:2.5", .clockField("1:2.5")), ("1:61", .clockField("1:61")), ("1:2:3:4", .notATime("1:2:3:4")),
            ("ending", .notATime("ending")), ("end+", .notATime("end+")), ("1.5:20", .notATime("1.5:20")),
            ("--5", .notATime("--5")), ("9999999999999s", .tooLarge("9999999999999s")),
        ])
    func refuses(text: String, refusal: TimeExpression.Refusal) {
        #expect(throws: refusal) { try TimeExpression(parsing: text) }
    }

    @Test("a clock prints hours, minutes, seconds and milliseconds")
    func clock() {
        #expect(MediaInstant(milliseconds: 3_723_004).clockText == "01:02:03.004")
        #expect(MediaInstant(MediaDuration(Rational(-64, 3000))).clockText == "-00:00:00.021")
    }
}
