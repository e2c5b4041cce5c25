import Precut

/// What the text of a finished clip and that of a plan have in common.
struct ClipWords {
    let clip: ClipResult

    /// `mode smart, rule cover, zero video`.
    var policy: String {
        "mode \(clip.mode.rawValue), rule \(clip.rule.rawValue), zero \(clip.zero.rawValue)"
    }

    /// What is heard, and how it was made.
    var sound: [(String, String)] {
        guard let audio = clip.audio else { return [("sound", "none")] }
        let made = audio.isCopied ? "copied" : "encoded" + (audio.reason.map { ": \($0.words)" } ?? "")
        let amount = "\(count(audio.samples, "sample")) of \(audio.codec.name) at \(audio.sampleRate) Hz"
        return [("sound", "\(span(audio.start, audio.end)): \(amount), \(made)")]
    }

    /// Stretches without media.
    var gaps: [(String, String)] {
        clip.gaps.map {
            ("gap", "\(span($0.start, $0.end)): no media; the picture before it stands, without sound")
        }
    }

    /// A line for each finding, those apart that the text says already.
    func findings(except said: [Rule]) -> String {
        clip.findings.filter { !said.contains($0.rule) }.map {
            "\($0.severity.rawValue) \($0.rule.code): \($0.message)\n"
        }.joined()
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
