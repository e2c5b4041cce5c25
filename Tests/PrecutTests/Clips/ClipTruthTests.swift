import Precut
import TestSupport
import Testing

// The oracle is in the pictures and in the noise: numbers and samples, read back by programs that are not ours.
// Two suites, each one clip after the other: as many at a time as the smallest machine has cores.
// `PRECUT_CLIP_RANGES=1000` tries a thousand random ranges, and every mode and rule on the fixed ones;
// `PRECUT_CLIP_FIXTURES=ts_vfr,fmp4` tries these alone.

@Suite("Smart clips hold exactly what was asked for", .serialized) struct SmartClipTruthTests {
    @Test("on edges, beside edges, across every kind of seam", arguments: ClipSource.withPictures)
    func fixedRanges(source: ClipSource) async throws {
        try await ClipRanges.fixedTrials(source).filter(\.isSmartCover).judge()
    }
}

@Suite("Clips by any mode and rule hold exactly what was asked for", .serialized) struct AnyClipTruthTests {
    @Test("on edges, beside edges, across every kind of seam", arguments: ClipSource.withPictures)
    func fixedRanges(source: ClipSource) async throws {
        try await ClipRanges.fixedTrials(source).filter { !$0.isSmartCover }.judge()
    }

    @Test("at random milliseconds", arguments: ClipSource.all)
    func randomRanges(source: ClipSource) async throws {
        let sources = ClipSource.all
        let place = sources.firstIndex { $0.name == source.name } ?? 0
        // Divided so that the sum is the number asked for.
        let before = ClipRanges.randomCount * place / sources.count
        let count = ClipRanges.randomCount * (place + 1) / sources.count - before
        try await ClipRanges.randomTrials(source, count: count).judge()
    }

    @Test("without pictures: any millisecond will do", arguments: ClipSource.withoutPictures)
    func soundAlone(source: ClipSource) async throws {
        let end = source.end.millisecondsDown
        for (start, stop) in [(0, 100), (1, 2), (333, 1777), (0, end), (end - 501, end)] as [(Int64, Int64)] {
            let trial = ClipTrial(
                source: source, mode: .smart, start: TruthTime(milliseconds: start),
                end: TruthTime(milliseconds: stop))
            try await
                (CutRule.allCases.map { trial.with(.smart, $0) }
                + [.copy, .encode].map { trial.with($0, .cover) })
                .judge()
        }
    }
}

extension ClipTrial {
    fileprivate var isSmartCover: Bool { mode == .smart && rule == .cover }

    /// A track holds pictures of one size: no clip can cross a change of it.
    fileprivate func mayBeRefused(_ code: String) -> Bool {
        code == "format-change" && source.name == "ts_discontinuity_resolution"
    }
}

extension [ClipTrial] {
    /// Makes all of them, one after the other.
    fileprivate func judge() async throws {
        for trial in self {
            switch try await trial.run() {
            case .made(let problems):
                #expect(problems.isEmpty, "\(trial): \(problems.joined(separator: "; "))")
            case .refused(let code):
                #expect(trial.mayBeRefused(code), "\(trial): refused, \(code)")
            case .skipped: break
            }
        }
    }
}
