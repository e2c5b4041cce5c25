import ArgumentParser
import Precut

/// `A..B` on the command line: in point and out point, each a TIME. No TIME holds two points in a row.
struct ClipRange: Sendable, Hashable {
    let start: TimeExpression
    let end: TimeExpression

    static func read(_ text: String) throws -> ClipRange {
        let parts = text.split(separator: "..", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts.contains(where: { $0.hasPrefix(".") || $0.hasSuffix(".") }) else {
            throw ValidationError(
                "`\(text)` is no range: write A..B, as in 83456..90000, 1:23.456..1:30, or start..end-2500")
        }
        guard !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ValidationError(
                "`\(text)` has one edge only: write `start` for the beginning, `end` for the end of the snapshot"
            )
        }
        return ClipRange(
            start: try TimeArgument.read(String(parts[0])), end: try TimeArgument.read(String(parts[1])))
    }

    init(start: TimeExpression, end: TimeExpression) {
        self.start = start
        self.end = end
    }
}
