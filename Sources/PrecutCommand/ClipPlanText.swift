import Precut

/// What would be done, group of pictures by group of pictures.
struct ClipPlanText {
    /// A longer table shows its head and tail: what happens at the edges.
    static let rowLimit = 40

    private let clip: ClipResult
    private let words: ClipWords

    init(_ clip: ClipResult) {
        self.clip = clip
        words = ClipWords(clip: clip)
    }

    var text: String {
        "plan of \(words.span(clip.requestedStart, clip.requestedEnd)), \(words.policy)\n"
            + (clip.plan.isEmpty ? "" : "\n" + table + "\n") + words.lines(words.sound + words.gaps) + summary
            + words.findings(except: [])
    }

    private var table: String {
        var table = TextTable([
            ("from", .right), ("to", .right), ("segment", .right), ("frames", .right), ("bytes", .right),
            ("", .left), ("why", .left),
        ])
        let entries = clip.plan
        let isCut = entries.count > Self.rowLimit
        for (place, entry) in entries.enumerated() {
            if isCut, place >= Self.rowLimit / 2, place < entries.count - Self.rowLimit / 2 {
                if place == Self.rowLimit / 2 {
                    table.add(["…"] + Array(repeating: "", count: 6))
                }
                continue
            }
            table.add([
                entry.start.millisecondsText, entry.end.millisecondsText, String(entry.segment),
                String(entry.frames), String(entry.bytes), entry.action.rawValue, why(entry),
            ])
        }
        return isCut ? table.text + "(\(entries.count - Self.rowLimit) more: --json)\n" : table.text
    }

    private func why(_ entry: ClipResult.PlanEntry) -> String {
        entry.action == .hide ? "needed for decoding, hidden by the edit list" : entry.reason?.words ?? ""
    }

    private var summary: String {
        let size = "\(words.count(clip.bytes, "byte")) of \(words.count(clip.segmentsRead, "segment"))"
        let length = "\(clip.duration.millisecondsText) ms"
        guard let video = clip.video else { return "\(length) from \(size); nothing is written\n" }
        return
            "\(length): \(words.count(video.frames, "frame")), \(video.copiedFrames) copied, \(video.encodedFrames) encoded, from \(size); nothing is written\n"
    }
}
