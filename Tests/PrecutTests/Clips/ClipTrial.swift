import Foundation
import Precut
import TestSupport

/// One clip, made and held against the truth.
struct ClipTrial: Sendable, CustomStringConvertible {
    let source: ClipSource
    var mode: ClipMode
    var rule: CutRule = .cover
    var start: TruthTime
    var end: TruthTime
    /// Why the range was chosen.
    var purpose = ""
    /// Ask GStreamer too. Its demuxer ends at the first sample behind an edit, in decoding order, and begins behind the
    /// pre-roll: of copied clips it cannot say anything.
    var asksWitness = false

    var description: String {
        "\(source.name) \(mode.rawValue) \(rule.rawValue) [\(Self.text(start)), \(Self.text(end))) \(purpose)"
    }

    private static func text(_ time: TruthTime) -> String {
        let instant = time.instant
        return "\(instant.millisecondsText)"
    }

    /// What became of it.
    enum Outcome: Sendable {
        /// Made; everything that is wrong with it.
        case made(problems: [String])
        /// Refused with a reason that the contract knows, by its code.
        case refused(String)
        /// The rule leaves nothing, or says nothing, or no picture can be decoded.
        case skipped
    }

    /// Makes the clip and judges it.
    func run() async throws -> Outcome {
        guard let expectation = ClipExpectation(source.truth, rule: rule, from: start, to: end) else {
            return .skipped
        }
        let folder = try TemporaryFolder()
        let path = folder.path("clip.mp4")
        var request = ClipRequest(
            ranges: [.init(start: start.instant.expression, end: end.instant.expression, path: path)],
            mode: mode, rule: rule)
        let snapshot = try await source.open()
        do {
            if !expectation.isWhole {
                do {
                    let made = try await snapshot.makeClips(request)
                    // What is left of a damaged picture is shown, but never without a word.
                    let isTold = made.first?.findings.contains { $0.rule.code.hasPrefix("MED") } ?? false
                    return .made(problems: isTold ? [] : ["media is missing, but the clip was made"])
                } catch let error as PrecutError where error.kind == .invalidInput {
                    guard folder.names.isEmpty else { return .made(problems: ["left \(folder.names)"]) }
                }
                request.allowsGaps = true
            }
            let result = try await snapshot.makeClips(request)
            guard let clip = result.first, folder.names == ["clip.mp4"] else {
                return .made(problems: ["\(result.count) results, files \(folder.names)"])
            }
            return .made(problems: try problems(clip, expectation, path))
        } catch let error as PrecutError {
            guard folder.names.isEmpty else { return .made(problems: ["left \(folder.names)"]) }
            if expectation.shown.isEmpty, error.code == "no-picture" { return .skipped }
            guard error.kind == .invalidInput else { return .made(problems: ["\(error)"]) }
            return .refused(error.code)
        }
    }

    private func problems(_ clip: ClipResult, _ expectation: ClipExpectation, _ path: String) throws
        -> [String]
    {
        let probe = try ClipProbe(path)
        let media = try source.media()
        let judge = ClipJudge(expectation: expectation, source: media, needsNoEditList: mode != .copy)
        var problems = judge.problems(probe)
        if asksWitness, mode != .copy, !expectation.shown.isEmpty {
            problems += judge.problems(try GStreamerProbe(path))
        }
        let claims = ClaimJudge(expectation: expectation, source: media, truth: source.truth)
        return problems + claims.problems(clip, probe)
    }
}
