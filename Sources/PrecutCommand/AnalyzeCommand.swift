public import ArgumentParser
public import Precut

struct AnalyzeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "analyze",
        abstract: "Shows what a snapshot holds: clocks, drift, streams, keyframes, findings.")

    @OptionGroup var shared: SharedOptions

    @Flag(help: "Look at the playlist only; no segment is read.")
    var noMedia = false

    @Flag(help: "List every keyframe.")
    var keyframes = false

    @Option(help: "List only these segments, as A..B, both included.")
    var segments: SegmentRange?

    @Option(help: "Exit with 1 where a finding is at least this severe: error, warning, info.")
    var failOn: Severity?

    func run() async throws {
        try await shared.withSnapshot { snapshot in
            let analysis = try await analyze(snapshot)
            let range = try segments?.range(count: analysis.playlist.segments.count)
            if shared.json {
                Console.print(analysis.document(segments: range).text)
            } else {
                Console.print(AnalysisText(analysis, segments: range, listsKeyframes: keyframes).text)
            }
            if let failOn, analysis.findings.contains(where: { $0.severity >= failOn }) { throw Verdict.no }
        }
    }

    private func analyze(_ snapshot: Snapshot) async throws -> SnapshotAnalysis {
        if noMedia { return snapshot.analyzePlaylist() }
        let bar = ProgressBar("reading segments", isQuiet: shared.quiet)
        defer { bar.finish() }
        return try await snapshot.analyze { done, total in bar.update(done, of: total) }
    }
}

extension Severity: ExpressibleByArgument {}

/// `A..B`: two segment numbers, both included.
struct SegmentRange: ExpressibleByArgument {
    let first: Int
    let last: Int

    init?(argument: String) {
        let parts = argument.split(separator: ".", omittingEmptySubsequences: false)
        if parts.count == 3, parts[1].isEmpty, let first = Int(parts[0]), let last = Int(parts[2]),
            first >= 0,
            first <= last
        {
            self.first = first
            self.last = last
        } else if let single = Int(argument), single >= 0 {
            first = single
            last = single
        } else {
            return nil
        }
    }

    func range(count: Int) throws -> Range<Int> {
        guard first < count else {
            throw PrecutError(
                .usage, code: "no-such-segment", "there is no segment \(first)",
                hint: count > 0
                    ? "the playlist has segments 0..\(count - 1)" : "the playlist has no segment at all")
        }
        return first..<min(last + 1, count)
    }
}
