import ExactTime
import Testing

@Suite("Ticks and spans") struct TimeBaseTests {
    @Test("ticks become exact spans and come back")
    func roundTrip() throws {
        let base = try #require(TimeBase(1001, 30_000))
        #expect(base.duration(30) == MediaDuration(Rational(1001, 1000)))
        #expect(base.ticks(in: base.duration(12_345), rounding: .down) == 12_345)
        #expect(TimeBase.mpeg.ticks(in: MediaDuration(Rational(1, 3)), rounding: .down) == 30_000)
        #expect(TimeBase.mpeg.ticks(in: MediaDuration(Rational(1, 7)), rounding: .up) == 12_858)
    }

    @Test("a time base has two positive parts of 32 bits")
    func bounds() {
        #expect(TimeBase(0, 1) == nil)
        #expect(TimeBase(1, -5) == nil)
        #expect(TimeBase(1, 1 << 33) == nil)
        #expect(TimeBase.mpeg.description == "1/90000")
    }

    @Test("a range holds its in point and not its out point")
    func halfOpen() throws {
        let start = MediaInstant(milliseconds: 10)
        let end = MediaInstant(milliseconds: 20)
        let range = try #require(TimeRange(start: start, end: end))
        #expect(range.contains(start))
        #expect(!range.contains(end))
        #expect(TimeRange(start: end, end: start) == nil)
        #expect(range.duration == MediaDuration(milliseconds: 10))
    }
}
