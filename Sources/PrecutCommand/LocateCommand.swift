import ArgumentParser
import Precut

struct LocateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "locate",
        abstract: "Tells what lies at each instant: segment, frame, keyframes, both clocks, wall clock.")

    @OptionGroup var shared: SharedOptions

    @Argument(help: "One or more instants.", transform: TimeArgument.read)
    var times: [TimeExpression] = []

    func validate() throws {
        guard !times.isEmpty else { throw ValidationError("at least one TIME is needed") }
    }

    func run() async throws {
        try await shared.withSnapshot { snapshot in
            let located = try await snapshot.locate(times)
            if shared.json {
                let document = LocateDocument.value(located, source: snapshot.source, zero: shared.zero)
                Console.print(document.text)
            } else {
                Console.print(located.map(text).joined(separator: "\n"))
            }
        }
    }

    private func text(_ located: LocatedInstant) -> String {
        var lines: [(String, String)] = [
            ("at", "\(located.requested.millisecondsText) ms (\(located.requested.clockText))"),
            ("segment", "\(located.segment), \(located.uri)"),
        ]
        if let frame = located.frame {
            let kind = frame.isKeyframe ? ", a keyframe" : ""
            lines.append(
                (
                    "frame",
                    "[\(frame.start.millisecondsText), \(frame.end.millisecondsText)) ms, number \(frame.index) of its segment\(kind)"
                ))
            lines.append(("pts", "\(frame.pts) in \(frame.timeBase)"))
        } else if let gap = located.gap {
            let end = gap.end.map { "\($0.millisecondsText) ms" } ?? "the end"
            lines.append(("gap", "no media from \(gap.start.millisecondsText) ms to \(end)"))
        }
        if let keyframes = located.keyframes {
            lines.append(("keyframe before", keyframes.before.map { "\($0.millisecondsText) ms" } ?? "none"))
            lines.append(("keyframe after", keyframes.after.map { "\($0.millisecondsText) ms" } ?? "none"))
        }
        lines.append(("playlist clock", "\(located.playlistClock.millisecondsText) ms"))
        if let wall = located.wallClock { lines.append(("wall clock", wall.description)) }
        return lines.map { name, value in
            name + String(repeating: " ", count: 17 - name.count) + value + "\n"
        }.joined()
    }
}
