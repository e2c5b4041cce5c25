import Precut
import TestSupport
import Testing

/// The oracle is in the pictures and in the noise: numbers and samples, read back by programs that are not ours.
@Suite("Clips hold exactly what was asked for", .serialized) struct ClipTruthTests {
    @Test("on edges, beside edges, across every kind of seam", arguments: ClipSource.withPictures)
    func fixedRanges(source: ClipSource) async throws {
        try await judge(ClipRanges.fixedTrials(source))
    }

    @Test("at random milliseconds, by a random rule and mode", arguments: ClipSource.all)
    func randomRanges(source: ClipSource) async throws {
        let sources = ClipSource.all
        let place = sources.firstIndex { $0.name == source.name } ?? 0
        // Divided so that the sum is the number asked for.
        let count =
            ClipRanges.randomCount * (place + 1) / sources.count
            - ClipRanges.randomCount * place / sources.count
        try await judge(ClipRanges.randomTrials(source, count: count))
    }

    @Test("without pictures: any millisecond will do, by any rule", arguments: ClipSource.withoutPictures)
    func soundAlone(source: ClipSource) async throws {
        let end = source.end.millisecondsDown
        for (start, stop) in [(0, 100), (1, 2), (333, 1777), (0, end), (end - 501, end)] as [(Int64, Int64)] {
            for mode in ClipMode.allCases {
                for rule in mode == .smart ? CutRule.allCases : [.cover] {
                    try await judge([
                        ClipTrial(
                            source: source, mode: mode, rule: rule, start: TruthTime(milliseconds: start),
                            end: TruthTime(milliseconds: stop))
                    ])
                }
            }
        }
    }

    private func judge(_ trials: [ClipTrial]) async throws {
        for trial in trials {
            switch try await trial.run() {
            case .made(let problems):
                #expect(problems.isEmpty, "\(trial): \(problems.joined(separator: "; "))")
            case .refused(let code):
                #expect(
                    Self.mayRefuse(trial, code), "\(trial): refused, \(code)")
            case .skipped: break
            }
        }
    }

    /// What no clip can hold: two picture sizes; and, where nothing may be encoded, pictures that must be decoded but
    /// cannot be hidden.
    private static func mayRefuse(_ trial: ClipTrial, _ code: String) -> Bool {
        switch code {
        case "format-change": trial.source.name == "ts_discontinuity_resolution"
        default: false
        }
    }
}
