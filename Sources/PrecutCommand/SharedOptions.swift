public import ArgumentParser
public import Precut

/// Options that every command over a snapshot takes.
struct SharedOptions: ParsableArguments {
    @Argument(help: "The snapshot's playlist: a path, or an http(s) URL.")
    var source: String

    @Option(
        help: """
            Which instant is 0 ms: video (first video frame), audio (first audio sample), earliest (the \
            earlier of both), playlist (every segment placed by EXTINF).
            """)
    var zero: ZeroChoice = .video

    @Option(help: "Variant of a multivariant playlist: its number, a height (720p), or part of its URI.")
    var variant: String?

    @Option(
        help: "A header for requests to the source's own host, as 'Name: value'; may be repeated.")
    var header: [String] = []

    @Flag(help: "Print one JSON document on standard output.")
    var json = false

    @Flag(name: [.short, .long], help: "No progress and no remarks on standard error.")
    var quiet = false

    @Flag(help: "Tell on standard error what was read.")
    var verbose = false

    @Flag(help: "Neither read nor write the index cache.")
    var noCache = false

    @Option(help: "How many segments and groups of pictures are worked on at a time.")
    var jobs: Int = defaultJobs

    func validate() throws {
        guard (1...256).contains(jobs) else { throw ValidationError("`--jobs` takes 1 to 256") }
    }

    /// Opens the snapshot for some work on it.
    func withSnapshot(_ body: (Snapshot) async throws -> Void) async throws {
        var options = SnapshotOptions(zero: zero, jobs: jobs)
        if let variant { options.variant = VariantChoice(parsing: variant) }
        options.headers = try header.map { try SnapshotOptions.header($0) }
        if noCache { options.cacheDirectory = nil }
        let isVerbose = verbose
        try await Snapshot.with(source, options: options) { snapshot in
            defer { if isVerbose { Self.tell(snapshot.statistics) } }
            try await body(snapshot)
        }
    }

    private static func tell(_ statistics: TransferStatistics) {
        Console.talk(
            """
            \(statistics.requests) requests (\(statistics.bytesReceived) bytes, \(statistics.retries) retries), \
            \(statistics.fileReads) file reads (\(statistics.fileBytes) bytes)
            """)
    }

    /// A remark on standard error, unless `--quiet`.
    func remark(_ text: String) {
        if !quiet { Console.talk(text) }
    }
}

extension ZeroChoice: ExpressibleByArgument {}
