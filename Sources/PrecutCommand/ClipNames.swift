import Precut

/// What the files of a `clip` command are called.
///
/// `%d` (or `%03d`, with zeros in front) is the range's number, counted from 1; `{start}` and `{end}` are its edges
/// as typed, in milliseconds where they count from the start.
struct ClipNames: Sendable {
    /// The file of each range, in order; no two are the same.
    let paths: [String]

    static let endings = ["mp4", "m4v", "m4a", "mov"]

    /// - Parameters:
    ///   - output: As given with `-o`.
    ///   - ranges: What is to be cut.
    init(output: String, ranges: [ClipRange]) throws {
        let isOne = ranges.count == 1
        guard !output.isEmpty, !output.hasSuffix("/"), !OutputFile.isFolder(output) else {
            throw Self.folder(output, isOne: isOne)
        }
        guard let ending = Self.ending(of: output), Self.endings.contains(ending.lowercased()) else {
            throw PrecutError(
                .usage, code: "output-format", "a clip is an mp4 file, and `\(output)` does not end like one",
                hint: "end it in .mp4 (or .m4v, .m4a, .mov)")
        }
        guard output.matches(of: Self.number).count <= 1 else {
            throw PrecutError(
                .usage, code: "output-template", "`\(output)` has more than one place for the range's number",
                hint: "give `%d` once")
        }
        paths = ranges.enumerated().map { Self.path(output, range: $1, place: $0) }
        guard Set(paths).count < paths.count else { return }
        let stem = output.dropLast(ending.count + 1)
        if Set(paths).count == 1 {
            throw PrecutError(
                .usage, code: "output-is-one-file", "`\(output)` is one file for \(ranges.count) ranges",
                hint: "give each its number: `-o '\(stem)-%d.\(ending)'`")
        }
        throw PrecutError(
            .usage, code: "output-twice", "`\(output)` gives several ranges the same name",
            hint: "give each its number: `-o '\(stem)-%d.\(ending)'`")
    }

    /// Refuses before any work where a folder is missing or a file exists.
    func requireFree(force: Bool) throws {
        for path in paths {
            guard !OutputFile.isFolder(path) else { throw Self.folder(path, isOne: paths.count == 1) }
            try OutputFile.requireFolder(of: path)
            if !force { try OutputFile.requireFree(path) }
        }
    }

    private static var number: Regex<(Substring, Substring?)> { /%(0[1-9])?d/ }

    private static func path(_ template: String, range: ClipRange, place: Int) -> String {
        template.replacing(number) { match in
            let digits = String(place + 1)
            let width = match.1.flatMap { Int($0) } ?? 0
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        .replacing("{start}", with: edge(range.start)).replacing("{end}", with: edge(range.end))
    }

    /// An edge in a file's name: `83456`, `start`, `end-2500`.
    private static func edge(_ time: TimeExpression) -> String {
        switch time.anchor {
        case .start: return time.offset.millisecondsText
        case .end:
            guard time.offset != .zero else { return "end" }
            return "end" + (time.offset > .zero ? "+" : "") + time.offset.millisecondsText
        }
    }

    private static func folder(_ path: String, isOne: Bool) -> PrecutError {
        let stem = path.isEmpty || path.hasSuffix("/") ? path : path + "/"
        return PrecutError(
            .usage, code: "output-is-folder",
            path.isEmpty ? "`-o` is empty" : "`\(path)` is a folder, and a clip is a file",
            hint: "name the file: `-o '\(stem)\(isOne ? "clip.mp4" : "clip-%d.mp4")'`")
    }

    private static func ending(of path: String) -> String? {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        return String(name[name.index(after: dot)...])
    }
}
