public import ArgumentParser
public import Precut

struct ClipCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clip",
        abstract: "Makes an mp4 file of [start, end), exact at both ends, and checks it.",
        discussion: """
            smart encodes only the groups of pictures that an edge cuts into and copies the rest; encode encodes \
            everything; copy encodes nothing and hides what comes too early behind an edit list, which some \
            players ignore.

            Several clips: repeat --range A..B and give OUT a number, as in -o 'clip-%d.mp4'. In OUT, %d is the \
            range's number from 1 on (%03d: with zeros in front), {start} and {end} are its edges.
            """)

    @OptionGroup var shared: SharedOptions

    @Option(help: "The in point, a TIME; included.", transform: TimeArgument.read)
    var start: TimeExpression?

    @Option(help: "The out point, a TIME; excluded.", transform: TimeArgument.read)
    var end: TimeExpression?

    @Option(
        help: "In and out point as A..B, instead of --start and --end; may be repeated.",
        transform: ClipRange.read)
    var range: [ClipRange] = []

    @Option(name: [.short, .long], help: "The file, or a template for several; .mp4, .m4v, .m4a or .mov.")
    var output: String?

    @Option(help: "How the clip is made.")
    var mode: ClipMode = .smart

    @Option(
        help: """
            How the edges become frames: cover (both exactly as asked for), ceil (on to the next frame's \
            start), nearest (to the nearest frame edge), keyframe (the in point back to the keyframe).
            """)
    var rule: CutRule = .cover

    @Flag(help: "Show what would be copied and encoded, and write nothing.")
    var plan = false

    @Option(help: "Quality of what is encoded, 1 (best) to 51: x264's and x265's constant rate factor.")
    var quality = 18

    @Option(help: "How much work goes into what is encoded: a preset of x264 and x265.")
    var preset: EncoderPreset = .veryfast

    @Flag(help: "Go on where media is missing inside a range: the last picture stands, without sound.")
    var allowGaps = false

    @Option(
        help: """
            What the file says about when it was made: RFC 3339, seconds since 1970, or now. Without it, \
            nothing, and equal input gives equal bytes.
            """, transform: ClipCreationTime.read)
    var creationTime: Int64?

    @Flag(help: "Replace files that exist.")
    var force = false

    func validate() throws {
        guard (1...51).contains(quality) else { throw ValidationError("`--quality` takes 1 to 51") }
        guard range.isEmpty || (start == nil && end == nil) else {
            throw ValidationError("`--range` stands for `--start` and `--end`: give it or them, not both")
        }
        guard range.isEmpty else { return }
        switch (start, end) {
        case (nil, nil):
            throw ValidationError("a range is needed: `--start T --end T`, or `--range A..B`")
        case (nil, _): throw ValidationError("`--start T` is missing; `--start start` is the beginning")
        case (_, nil): throw ValidationError("`--end T` is missing; `--end end` is the end of the snapshot")
        default: return
        }
    }

    func run() async throws {
        let ranges = ranges
        let names = try output.map { try ClipNames(output: $0, ranges: ranges) }
        guard plan || names != nil else {
            throw PrecutError(
                .usage, code: "output-missing", "a clip needs the name of its file",
                hint: "add `-o clip.mp4`, or `--plan` to see what would be done")
        }
        let paths = plan ? [] : names?.paths ?? []
        if !plan { try names?.requireFree(force: force) }
        try await shared.withSnapshot { snapshot in
            try snapshot.requireNoSource(among: paths)
            let request = ClipRequest(
                ranges: ranges.enumerated().map { place, range in
                    ClipRequest.Range(
                        start: range.start, end: range.end,
                        path: paths.indices.contains(place) ? paths[place] : "")
                }, mode: mode, rule: rule, quality: quality, preset: preset, allowsGaps: allowGaps,
                creationTime: creationTime, overwrites: force)
            report(try await clips(request, of: snapshot), source: snapshot.source)
        }
    }

    private var ranges: [ClipRange] {
        guard range.isEmpty, let start, let end else { return range }
        return [ClipRange(start: start, end: end)]
    }

    private func clips(_ request: ClipRequest, of snapshot: Snapshot) async throws -> [ClipResult] {
        let bar = ProgressBar("reading segments", isQuiet: shared.quiet)
        defer { bar.finish() }
        let progress: @Sendable (ClipProgress) -> Void = { progress in
            bar.update(progress.done, of: progress.total, label: progress.phase.label)
        }
        return plan
            ? try await snapshot.planClips(request, progress: progress)
            : try await snapshot.makeClips(request, progress: progress)
    }

    private func report(_ clips: [ClipResult], source: String) {
        if shared.json {
            Console.print(ClipDocument.value(clips, source: source, isList: range.count > 1).text)
        } else if plan {
            Console.print(clips.map { ClipPlanText($0).text }.joined(separator: "\n"))
        } else if !shared.quiet {
            Console.print(clips.map { ClipText($0).text }.joined(separator: "\n"))
        }
    }
}

extension ClipMode: ExpressibleByArgument {}

extension CutRule: ExpressibleByArgument {}

extension EncoderPreset: ExpressibleByArgument {}

extension ClipProgress.Phase {
    /// What the progress bar calls it.
    var label: String {
        switch self {
        case .reading: "reading segments"
        case .encoding: "encoding pictures"
        case .checking: "checking"
        }
    }
}
