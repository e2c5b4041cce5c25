import Precut

/// What the text of a finished clip and that of a plan have in common.
struct ClipWords {
    let clip: ClipResult

    /// `mode smart, rule cover, zero video`.
    var policy: String {
        "mode \(clip.mode.rawValue), rule \(clip.rule.rawValue), zero \(clip.zero.rawValue)"
    }

    /// Lines about the sound.
    var sound: [(String, String)] {
        guard let audio = clip.audio else { return [("sound", "none")] }
        var lines = [
            (
                "sound",
                "\(span(audio.start, audio.end)): \(count(audio.samples, "sample")) of \(audio.codec.name) at \(audio.sampleRate) Hz, \(audio.isCopied ? "copied" : "encoded")"
            )
        ]
        if let reason = audio.reason { lines.append(("", "encoded: \(reason.words)")) }
        return lines
    }

    /// Stretches without media.
    var gaps: [(String, String)] {
        clip.gaps.map {
            ("gap", "\(span($0.start, $0.end)): no media; the picture before it stands, without sound")
        }
    }

    /// A line for each finding.
    var findings: String {
        clip.findings.map { "\($0.severity.rawValue) \($0.rule.code): \($0.message)\n" }.joined()
    }

    /// Lines of a name and a value, the values below each other.
    func lines(_ lines: [(String, String)]) -> String {
        let width = lines.map(\.0.count).max() ?? 0
        return lines.map { name, value in
            name + String(repeating: " ", count: width - name.count + 2) + value + "\n"
        }.joined()
    }

    /// `[2345, 7890) ms`.
    func span(_ start: MediaInstant, _ end: MediaInstant) -> String {
        "[\(start.millisecondsText), \(end.millisecondsText)) ms"
    }

    /// `1 frame`, `2 frames`.
    func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
