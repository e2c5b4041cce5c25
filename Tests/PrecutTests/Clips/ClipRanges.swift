import Foundation
import Precut
import TestSupport

/// The ranges that are tried on each fixture.
enum ClipRanges {
    /// A range with a name.
    struct Named: Sendable {
        var purpose: String
        var start: TruthTime
        var end: TruthTime
    }

    private static func ms(_ value: Int64) -> TruthTime { TruthTime(milliseconds: value) }

    /// Ranges that go wrong first.
    static func fixed(_ truth: Truth) -> [Named] {
        let frames = truth.frames
        guard frames.count > 40 else { return [] }
        let end = truth.videoEnd ?? ms(0)
        let middle = frames.count / 2
        var ranges = [
            Named(purpose: "start 0", start: ms(0), end: ms(733)),
            Named(purpose: "to the end", start: ms(end.millisecondsDown - 911), end: end),
            Named(purpose: "everything", start: ms(0), end: end),
            Named(purpose: "100 ms", start: ms(frames[middle].start.millisecondsUp + 7), end: ms(0)),
            Named(purpose: "one frame", start: frames[middle + 3].start, end: frames[middle + 3].end),
            Named(purpose: "on edges", start: frames[9].start, end: frames[frames.count - 9].start),
        ]
        ranges[3].end = ranges[3].start + ms(100)
        let keys = truth.segments.flatMap(\.keyframes)
        if keys.count > 2 { ranges.append(Named(purpose: "one GOP", start: keys[1], end: keys[2])) }
        for (before, after) in zip(truth.segments, truth.segments.dropFirst())
        where after.index % 2 == 0 || after.run != before.run {
            guard let seam = after.mediaStart ?? before.mediaEnd else { continue }
            let name = after.run == before.run ? "across segments" : "across a discontinuity"
            let start = max(0, seam.millisecondsDown - 377)
            let stop = min(end.millisecondsDown, seam.millisecondsUp + 459)
            ranges.append(Named(purpose: name, start: ms(start), end: ms(stop)))
        }
        return ranges
    }

    /// Every fixed range as a smart cut; by the other modes and rules every one where a thousand random ranges are asked
    /// for, otherwise those that fall to this fixture.
    static func fixedTrials(_ source: ClipSource) -> [ClipTrial] {
        let isThorough = randomCount >= 1000
        let turn = ClipSource.all.firstIndex { $0.name == source.name } ?? 0
        var trials: [ClipTrial] = []
        for (place, range) in fixed(source.truth).enumerated() {
            let base = ClipTrial(
                source: source, mode: .smart, start: range.start, end: range.end, purpose: range.purpose,
                asksWitness: isThorough || (place + turn) % 3 == 0)
            trials.append(base)
            if isThorough || (place + turn) % 3 == 1 { trials.append(base.with(.copy, .cover)) }
            if isThorough || (place + turn) % 4 == 1 { trials.append(base.with(.encode, .cover)) }
        }
        let odd = ClipTrial(source: source, mode: .smart, start: ms(711), end: ms(2593), purpose: "odd edges")
        var number = 0
        for rule in [CutRule.ceil, .nearest, .keyframe] {
            for mode in ClipMode.allCases {
                if isThorough || (number + turn) % 5 == 0 { trials.append(odd.with(mode, rule)) }
                number += 1
            }
        }
        return trials
    }

    /// How many random ranges over all fixtures: `PRECUT_CLIP_RANGES`, else 120.
    static let randomCount =
        ProcessInfo.processInfo.environment["PRECUT_CLIP_RANGES"].flatMap { Int($0) } ?? 120

    /// Random ranges with edges on whole milliseconds; the same in each run.
    static func randomTrials(_ source: ClipSource, count: Int) -> [ClipTrial] {
        let seed = source.name.utf8.reduce(UInt64(20_260_301)) { $0 &* 31 &+ UInt64($1) }
        var generator = SeededGenerator(seed: seed)
        let end = source.end.millisecondsDown
        return (0..<count).map { number in
            var edges = (0..<2).map { _ in Int64.random(in: 0...end, using: &generator) }
            if edges[0] == edges[1] { edges[0] = edges[0] == 0 ? 0 : edges[0] - 1 }
            edges.sort()
            if edges[0] == edges[1] { edges[1] += 1 }
            return ClipTrial(
                source: source, mode: ClipMode.allCases.randomElement(using: &generator) ?? .smart,
                rule: CutRule.allCases.randomElement(using: &generator) ?? .cover, start: ms(edges[0]),
                end: ms(edges[1]), purpose: "random \(number)", asksWitness: number % 4 == 0)
        }
    }
}

extension ClipTrial {
    /// The same range in another way.
    func with(_ mode: ClipMode, _ rule: CutRule) -> ClipTrial {
        var copy = self
        copy.mode = mode
        copy.rule = rule
        return copy
    }
}
