public import ArgumentParser
public import Precut

struct FrameCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frame",
        abstract: "Writes the exact picture that is on screen at each instant.",
        discussion: """
            The frame at T is the one with pts <= T < next pts. For several instants OUT is a folder (the \
            names are frame-{ms}.jpg) or a template with {ms} and {index}.
            """)

    @OptionGroup var shared: SharedOptions

    @Argument(help: "One or more instants.", transform: TimeArgument.read)
    var times: [TimeExpression] = []

    @Option(name: [.short, .long], help: "A file for one TIME; a folder or a template for several.")
    var output: String

    @Option(help: "jpeg, png or webp; otherwise the ending of OUT decides, else JPEG.")
    var format: ImageFormat?

    @Option(help: "Width in pixels; the height follows the picture's shape unless it is given too.")
    var width: Int?

    @Option(help: "Height in pixels.")
    var height: Int?

    @Option(help: "1 to 100, for JPEG and WebP.")
    var quality = 90

    @Flag(help: "Replace files that exist.")
    var force = false

    func validate() throws {
        guard !times.isEmpty else { throw ValidationError("at least one TIME is needed") }
        guard (1...100).contains(quality) else { throw ValidationError("`--quality` takes 1 to 100") }
        for (name, size) in [("--width", width), ("--height", height)] {
            guard let size else { continue }
            guard (1...16384).contains(size) else { throw ValidationError("`\(name)` takes 1 to 16384") }
        }
    }

    func run() async throws {
        let names = try FrameNames(output: output, format: format, count: times.count)
        let results = FrameResults(count: times.count)
        try await shared.withSnapshot { snapshot in
            let request = FrameRequest(
                times: times, format: names.format, width: width, height: height,
                quality: quality)
            let bar = ProgressBar("extracting frames", isQuiet: shared.quiet)
            let overwrites = force
            let total = times.count
            defer { bar.finish() }
            try names.prepare(force: force)
            try await snapshot.extractFrames(request) { place, frame in
                var path: String?
                if case .picture(let picture) = frame {
                    let name = names.path(of: picture.requested, place: place)
                    try OutputFile.write(
                        picture.bytes, to: name, overwrites: overwrites || results.wrote(name))
                    path = name
                }
                bar.update(results.add(frame, path: path, at: place), of: total)
            }
            bar.finish()
            try report(results, snapshot: snapshot)
        }
    }

    private func report(_ results: FrameResults, snapshot: Snapshot) throws {
        let entries = results.inOrder
        if shared.json {
            let values = entries.map { FrameDocument.entry($0.frame, path: $0.path) }
            Console.print(FrameDocument.value(values, source: snapshot.source, zero: shared.zero).text)
        } else if !shared.quiet {
            Console.print(entries.map { line($0.frame, path: $0.path) }.joined())
        }
        let isComplete = entries.allSatisfy { entry in
            if case .picture = entry.frame { true } else { false }
        }
        if !isComplete { throw Verdict.no }
    }

    private func line(_ frame: ExtractedFrame, path: String?) -> String {
        switch frame {
        case .picture(let picture):
            let span = picture.frame
            let damage = picture.isDamaged ? ", DAMAGED in the source" : ""
            return
                "\(path ?? ""): frame [\(span.start.millisecondsText), \(span.end.millisecondsText)) ms of segment \(span.segment), \(picture.width)x\(picture.height)\(damage)\n"
        case .gap(let requested, let gap):
            let end = gap.end.map { "\($0.millisecondsText) ms" } ?? "the end"
            return
                "\(requested.millisecondsText) ms: no picture, a gap from \(gap.start.millisecondsText) ms to \(end)\n"
        case .undecodable(let requested, let span):
            return
                "\(requested.millisecondsText) ms: no picture, frame [\(span.start.millisecondsText), \(span.end.millisecondsText)) ms refers to pictures that the snapshot does not hold\n"
        }
    }
}

extension ImageFormat: ExpressibleByArgument {
    /// Reads `jpeg`, `jpg`, `png` or `webp`.
    public init?(argument: String) { self.init(ending: argument) }

    /// The format that a file's ending stands for.
    init?(ending: String) {
        switch ending.lowercased() {
        case "jpeg", "jpg": self = .jpeg
        case "png": self = .png
        case "webp": self = .webp
        default: return nil
        }
    }

    /// The usual ending of its files.
    var ending: String { self == .jpeg ? "jpg" : rawValue }
}
