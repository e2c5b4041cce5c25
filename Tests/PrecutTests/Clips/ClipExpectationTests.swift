import Precut
import TestSupport
import Testing

@Suite("What a clip must show follows from the words of the rules") struct ClipExpectationTests {
    /// Of `ts_closed_gop_25`: frame n begins at 40 n ms, every fiftieth is a keyframe.
    struct Row: Sendable {
        var rule: CutRule
        var asked: ClosedRange<Int64>
        var ruled: ClosedRange<Int64>
        var frames: ClosedRange<Int>
    }

    static let rows = [
        Row(rule: .cover, asked: 1230...2710, ruled: 1230...2710, frames: 30...67),
        Row(rule: .cover, asked: 1240...2720, ruled: 1240...2720, frames: 31...67),
        Row(rule: .cover, asked: 1241...1242, ruled: 1241...1242, frames: 31...31),
        Row(rule: .ceil, asked: 1230...2710, ruled: 1240...2720, frames: 31...67),
        Row(rule: .ceil, asked: 1240...2720, ruled: 1240...2720, frames: 31...67),
        Row(rule: .nearest, asked: 1219...2739, ruled: 1200...2720, frames: 30...67),
        Row(rule: .nearest, asked: 1220...2740, ruled: 1240...2760, frames: 31...68),
        Row(rule: .keyframe, asked: 2230...2710, ruled: 2000...2710, frames: 50...67),
        Row(rule: .keyframe, asked: 2000...2001, ruled: 2000...2001, frames: 50...50),
    ]

    @Test("by hand", arguments: rows)
    func rules(row: Row) throws {
        let truth = try Truth.load("ts_closed_gop_25")
        let expectation = try #require(
            ClipExpectation(
                truth, rule: row.rule, from: TruthTime(milliseconds: row.asked.lowerBound),
                to: TruthTime(milliseconds: row.asked.upperBound)))
        #expect(expectation.start == TruthTime(milliseconds: row.ruled.lowerBound))
        #expect(expectation.end == TruthTime(milliseconds: row.ruled.upperBound))
        #expect(expectation.shown.map(\.frame.number) == Array(row.frames))
        #expect(expectation.shown.first?.time == TruthTime(0, 1))
        #expect(
            expectation.shown.dropFirst().map(\.time)
                == row.frames.dropFirst().map {
                    TruthTime(milliseconds: Int64($0) * 40 - row.ruled.lowerBound)
                })
        #expect(expectation.ticks == Int64(row.ruled.count - 1) * 90)
        #expect(expectation.isWhole)
    }

    @Test("a rule may leave nothing")
    func nothing() throws {
        let truth = try Truth.load("ts_closed_gop_25")
        let (start, end) = (TruthTime(milliseconds: 1241), TruthTime(milliseconds: 1279))
        #expect(ClipExpectation(truth, rule: .ceil, from: start, to: end) == nil)
        #expect(ClipExpectation(truth, rule: .cover, from: end, to: start) == nil)
    }

    @Test("in a gap the picture before stands, and something is missing")
    func gap() throws {
        let truth = try Truth.load("ts_gap")
        let expectation = try #require(
            ClipExpectation(
                truth, rule: .cover, from: TruthTime(milliseconds: 1950), to: TruthTime(milliseconds: 3050)))
        #expect(expectation.shown.map(\.frame.number) == [48, 49, 75, 76])
        #expect(!expectation.isWhole)
        let inside = try #require(
            ClipExpectation(
                truth, rule: .cover, from: TruthTime(milliseconds: 2100), to: TruthTime(milliseconds: 2200)))
        #expect(inside.shown.map(\.frame.number) == [49])
        #expect(!inside.isWhole)
    }
}
