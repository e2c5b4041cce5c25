import ExactTime
import Testing

@testable import Timeline

@Suite("The frame at T") struct PositionTests {
    typealias Run = SyntheticSnapshot.Run

    static let snapshots: [(String, [Run])] = [
        (
            "closed GOP",
            [Run(segments: [50, 50, 50, 50], origin: 126_000, gop: 25, bFrames: 2, interval: 3600)]
        ),
        (
            "open GOP",
            [Run(segments: [48, 48, 48], origin: 126_000, gop: 24, bFrames: 3, interval: 3003, isOpen: true)]
        ),
        (
            "segments cut off keyframes, one without any",
            [Run(segments: [37, 13, 41, 5, 60], origin: 9_000, gop: 40, bFrames: 3, interval: 3600)]
        ),
        (
            "33-bit wrap inside a segment",
            [
                Run(
                    segments: [50, 50, 50], origin: (1 << 33) - 75 * 3600, gop: 50, bFrames: 2, interval: 3600
                )
            ]
        ),
        (
            "33-bit wrap at a segment's edge",
            [Run(segments: [50, 50], origin: (1 << 33) - 50 * 3600, gop: 50, bFrames: 2, interval: 3600)]
        ),
        (
            "variable frame rate",
            [
                Run(
                    segments: [30, 30, 30], origin: 5, gop: 15, bFrames: 1, interval: 4500,
                    jitter: [0, 700, -900, 2000, 1])
            ]
        ),
        (
            "marked discontinuity with reset",
            [
                Run(segments: [50, 50], origin: 90_000_000, gop: 50, bFrames: 2, interval: 3600),
                Run(segments: [60, 60], origin: 0, gop: 30, bFrames: 0, interval: 3003),
            ]
        ),
        (
            "unmarked jump back",
            [
                Run(segments: [50, 50, 50, 50], origin: 900_000_000, gop: 50, bFrames: 2, interval: 3600),
                Run(
                    segments: [50, 50, 50, 50], origin: 12_000, gop: 50, bFrames: 2, interval: 3600,
                    isUnmarked: true),
            ]
        ),
        (
            "gap in the middle",
            [Run(segments: [50, 0, 50, 0, 0, 25], origin: 126_000, gop: 25, bFrames: 2, interval: 3600)]
        ),
        (
            "playlist clock off by 0.4 s a segment",
            [
                Run(
                    segments: Array(repeating: 25, count: 20), origin: 126_000, gop: 25, bFrames: 2,
                    interval: 3600, extinfError: MediaDuration(milliseconds: -400))
            ]
        ),
    ]

    @Test("every frame at its edges, beside them and inside, in any order", arguments: snapshots)
    func everyFrame(name: String, runs: [Run]) {
        let snapshot = SyntheticSnapshot(runs)
        let tick = MediaDuration(Rational(1, 90_000))
        var questions: [(MediaInstant, Int)] = []
        for (number, frame) in snapshot.frames.enumerated() {
            questions.append((frame.start, number))
            questions.append((frame.end - tick, number))
            questions.append(
                (frame.start + MediaDuration((frame.end - frame.start).seconds * Rational(1, 2)), number))
        }
        var generator = SeededGenerator(seed: 7)
        for order in [questions, questions.reversed(), questions.shuffled(using: &generator)] {
            var timeline = Timeline(slots: snapshot.slots)
            var read: Set<Int> = []
            for (instant, number) in order {
                let position = snapshot.ask(&timeline, read: &read) { $0.position(at: instant) }
                let truth = snapshot.frames[number]
                guard case .frame(let span) = position else {
                    Issue.record(
                        "\(name): no frame at \(instant.millisecondsText), frame \(number): \(position)")
                    return
                }
                #expect(span.start == truth.start, "\(name) frame \(number)")
                #expect(span.end == truth.end, "\(name) frame \(number)")
                #expect(span.pts == truth.pts, "\(name) frame \(number)")
                #expect(span.segment == truth.segment, "\(name) frame \(number)")
            }
        }
    }

    @Test("each frame alone, on a timeline that knows nothing yet", arguments: snapshots)
    func cold(name: String, runs: [Run]) {
        let snapshot = SyntheticSnapshot(runs)
        for (number, truth) in snapshot.frames.enumerated() {
            var timeline = Timeline(slots: snapshot.slots)
            var read: Set<Int> = []
            let position = snapshot.ask(&timeline, read: &read) { $0.position(at: truth.start) }
            guard case .frame(let span) = position else {
                Issue.record("\(name): no frame \(number)")
                return
            }
            #expect(span.start == truth.start && span.end == truth.end, "\(name) frame \(number)")
        }
    }

    @Test("an instant in a gap has no frame, and the gap has exact ends")
    func gaps() throws {
        let snapshot = SyntheticSnapshot([
            Run(segments: [50, 0, 50, 0, 0, 25], origin: 126_000, gop: 25, bFrames: 2, interval: 3600)
        ])
        #expect(snapshot.gaps.count == 2)
        for gap in snapshot.gaps {
            for instant in [gap.start, gap.end - MediaDuration(milliseconds: 1)] {
                var timeline = Timeline(slots: snapshot.slots)
                var read: Set<Int> = []
                let position = snapshot.ask(&timeline, read: &read) { $0.position(at: instant) }
                guard case .gap(let span) = position else {
                    Issue.record("expected a gap, found \(position)")
                    return
                }
                #expect(span.start == gap.start)
                #expect(span.end == gap.end)
                #expect(snapshot.slots[span.segment].isGap)
            }
        }
    }

    @Test("before the first frame and behind the last one there is none")
    func outside() {
        let snapshot = SyntheticSnapshot([
            Run(segments: [50, 50], origin: 126_000, gop: 25, bFrames: 2, interval: 3600)
        ])
        var timeline = Timeline(slots: snapshot.slots)
        var read: Set<Int> = []
        let before = snapshot.ask(&timeline, read: &read) { $0.position(at: MediaInstant(milliseconds: -1)) }
        #expect(before == .beforeStart(start: .zero))
        let after = snapshot.ask(&timeline, read: &read) { $0.position(at: MediaInstant(milliseconds: 4000)) }
        #expect(after == .beyondEnd(end: MediaInstant(milliseconds: 4000)))
    }

    @Test("a frame deep inside reads one segment, beside the first one's head")
    func readsFew() {
        let snapshot = SyntheticSnapshot([
            Run(
                segments: Array(repeating: 50, count: 500), origin: 126_000, gop: 50, bFrames: 2,
                interval: 3600)
        ])
        for frame in stride(from: 7, to: 25_000, by: 997) {
            var timeline = Timeline(slots: snapshot.slots)
            var read: Set<Int> = []
            _ = snapshot.ask(&timeline, read: &read) { $0.position(at: snapshot.frames[frame].start) }
            #expect(read.count <= 1, "frame \(frame) read \(read.sorted())")
        }
    }

    @Test("an unmarked jump is found by halving, not by reading everything")
    func jumpByHalving() {
        let snapshot = SyntheticSnapshot([
            Run(
                segments: Array(repeating: 50, count: 300), origin: 900_000_000, gop: 50, bFrames: 2,
                interval: 3600),
            Run(
                segments: Array(repeating: 50, count: 200), origin: 0, gop: 50, bFrames: 2, interval: 3600,
                isUnmarked: true),
        ])
        var timeline = Timeline(slots: snapshot.slots)
        var read: Set<Int> = []
        let truth = snapshot.frames[24_321]
        let position = snapshot.ask(&timeline, read: &read) { $0.position(at: truth.start) }
        guard case .frame(let span) = position else {
            Issue.record("no frame")
            return
        }
        #expect(span.start == truth.start && span.segment == truth.segment)
        #expect(read.count <= 3, "read \(read.sorted())")
    }
}

/// SplitMix64: the same numbers every time.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
