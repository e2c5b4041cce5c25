import Precut

/// What the files of a `frame` command are called.
struct FrameNames: Sendable {
    let format: ImageFormat
    private let template: String
    private let newFolder: String?

    /// - Parameters:
    ///   - output: As given with `-o`.
    ///   - format: As given with `--format`.
    ///   - count: The number of instants.
    init(output: String, format: ImageFormat?, count: Int) throws {
        guard output != "-" else {
            throw PrecutError(
                .usage, code: "output-format", "pictures are not written to standard output",
                hint: "give a file, a folder, or a template such as frame-{ms}.jpg")
        }
        let isTemplate = output.contains("{ms}") || output.contains("{index}")
        let isFolder = !isTemplate && (count > 1 || output.hasSuffix("/") || OutputFile.isFolder(output))
        let ending = isFolder ? nil : FrameNames.ending(of: output)
        if let ending, ImageFormat(ending: ending) == nil, format == nil {
            throw PrecutError(
                .usage, code: "output-format", "the ending of `\(output)` says no image format",
                hint: "end it in .jpg, .png or .webp, or add `--format jpeg|png|webp`")
        }
        self.format = format ?? ending.flatMap { ImageFormat(ending: $0) } ?? .jpeg
        if isFolder, count > 1, let ending = FrameNames.ending(of: output), ImageFormat(ending: ending) != nil
        {
            throw PrecutError(
                .usage, code: "output-is-one-file", "`\(output)` is one file for \(count) instants",
                hint: "give a folder, or a template such as frame-{ms}.\(ending)")
        }
        newFolder = isFolder ? output : nil
        if isFolder {
            template = output + (output.hasSuffix("/") ? "" : "/") + "frame-{ms}." + self.format.ending
        } else {
            template = output
        }
    }

    /// The file of one instant.
    func path(of instant: MediaInstant, place: Int) -> String {
        template.replacing("{ms}", with: instant.millisecondsText).replacing("{index}", with: String(place))
    }

    /// Makes the folder, or refuses before any work where a file's folder is missing or the one file exists.
    func prepare(force: Bool) throws {
        if let newFolder { return try OutputFile.makeFolder(newFolder) }
        try OutputFile.requireFolder(of: template)
        guard !force, !template.contains("{") else { return }
        try OutputFile.requireFree(template)
    }

    private static func ending(of path: String) -> String? {
        let name = path.split(separator: "/").last ?? ""
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return nil }
        return String(name[name.index(after: dot)...])
    }
}
