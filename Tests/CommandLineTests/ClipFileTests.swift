import Foundation
import TestSupport
import Testing

@Suite("The clip command's files") struct ClipFileTests {
    private static let plain = ClipSource.fixture("ts_closed_gop_25")

    @Test("the names of several clips, counted from 1 or by their edges")
    func names() throws {
        let ranges = ["--range", "0..1s", "--range", "1000..0:02.5", "--range", "end-1500..end"]
        for (template, names) in [
            ("clip-%d.mp4", ["clip-1.mp4", "clip-2.mp4", "clip-3.mp4"]),
            ("%03d.mov", ["001.mov", "002.mov", "003.mov"]),
            (
                "{start}-{end}.m4v", ["0-1000.m4v", "1000-2500.m4v", "end-1500-end.m4v"]
            ), ("{start} (%02d).MP4", ["0 (01).MP4", "1000 (02).MP4", "end-1500 (03).MP4"]),
        ] {
            let folder = try OutputFolder()
            let document = try JSONDocument.run(["clip", Self.plain, "-o", folder.path(template)] + ranges)
            #expect(folder.names == names)
            #expect(document["schema"]?.text == "precut/clips/1")
            let clips = document["clips"]?.elements ?? []
            #expect(clips.map { $0["path"]?.text } == names.map { folder.path($0) })
            #expect(
                try names.map { try Self.probe(folder.path($0), "format=duration") }
                    == ["1.000000", "1.500000", "1.500000"])
        }
    }

    @Test("one --range is the same as --start and --end, and makes the same document")
    func single() throws {
        let folder = try OutputFolder()
        let output = ["-o", folder.path("a.mp4"), "--force", "--no-cache"]
        let edges = try JSONDocument.run(["clip", Self.plain, "--start", "345", "--end", "1s"] + output)
        let first = try folder.bytes("a.mp4")
        let range = try JSONDocument.run(["clip", Self.plain, "--range", "345..1s"] + output)
        #expect(range == edges)
        #expect(range["schema"]?.text == "precut/clip/1")
        #expect(try folder.bytes("a.mp4") == first)
        #expect(folder.names == ["a.mp4"])
    }

    @Test("--force replaces, and what somebody still reads of the old file stays whole")
    func force() throws {
        let folder = try OutputFolder()
        let path = folder.path("a.mp4")
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        let reader = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
        let result = try PrecutProgram.run([
            "clip", Self.plain, "--range", "345..1000", "-o", path, "--force",
        ])
        #expect(result.exitCode == 0, "\(result.errorText)")
        #expect(try reader.readToEnd() == Data("old".utf8))
        #expect(try Self.probe(path, "format=duration") == "0.655000")
        #expect(folder.names == ["a.mp4"])
    }

    @Test("a plan writes nothing, exists or not, and reads the same")
    func plan() throws {
        let folder = try OutputFolder()
        let path = folder.path("a.mp4")
        try Data("old".utf8).write(to: URL(fileURLWithPath: path))
        for options in [[], ["-o", path], ["-o", folder.path("missing/b.mp4")]] {
            let result = try PrecutProgram.run(
                ["clip", Self.plain, "--range", "345..3000", "--plan"] + options)
            #expect(result.exitCode == 0, "\(result.errorText)")
            #expect(result.outputText.hasPrefix("plan of [345, 3000) ms"))
        }
        #expect(folder.names == ["a.mp4"])
        #expect(try folder.bytes("a.mp4") == Data("old".utf8))
    }

    @Test("creation_time only where asked for, to the second")
    func creationTime() throws {
        let folder = try OutputFolder()
        let arguments = ["clip", Self.plain, "--range", "0..1000", "--force", "-o", folder.path("a.mp4")]
        func stated() throws -> String { try Self.probe(folder.path("a.mp4"), "format_tags=creation_time") }
        for (option, expected) in [
            ("2026-03-01T12:00:00.999+09:00", "2026-03-01T03:00:00.000000Z"),
            ("0", "1970-01-01T00:00:00.000000Z"),
            ("1772334000", "2026-03-01T03:00:00.000000Z"),
        ] {
            #expect(try PrecutProgram.run(arguments + ["--creation-time", option]).exitCode == 0)
            #expect(try stated() == expected)
        }
        let before = Date().timeIntervalSince1970.rounded(.down)
        #expect(try PrecutProgram.run(arguments + ["--creation-time", "now"]).exitCode == 0)
        let parser = ISO8601DateFormatter()
        parser.formatOptions.insert(.withFractionalSeconds)
        let now = try #require(parser.date(from: try stated().replacing("000Z", with: "Z")))
        #expect((before...before + 60).contains(now.timeIntervalSince1970))
        // Without it, equal input gives equal bytes, whenever it is run.
        #expect(try PrecutProgram.run(arguments).exitCode == 0)
        #expect(try stated() == "")
        let first = try folder.bytes("a.mp4")
        sleep(1)
        #expect(try PrecutProgram.run(arguments).exitCode == 0)
        #expect(try folder.bytes("a.mp4") == first)
    }

    @Test("each segment is fetched once, however many ranges need it")
    func readOnce() throws {
        let folder = try OutputFolder()
        let server = try TestServer(directory: Fixtures.path("media/ts_closed_gop_25"))
        let result = try PrecutProgram.run([
            "clip", server.url("/playlist.m3u8"), "--range", "100..5900", "--range", "1000..2500", "--range",
            "4321..5000", "-o", folder.path("%d.mp4"),
        ])
        #expect(result.exitCode == 0, "\(result.errorText)")
        for number in 0..<3 {
            let whole = server.log.filter {
                $0.request.path == "/segment\(number).ts" && $0.request.headers["range"] == nil
            }
            #expect(whole.count == 1)
        }
    }

    @Test("silent with --quiet, and otherwise nothing on standard error")
    func manners() throws {
        let folder = try OutputFolder()
        let arguments = ["clip", Self.plain, "--range", "0..1000", "--force", "-o", folder.path("a.mp4")]
        let plain = try PrecutProgram.run(arguments)
        #expect(plain.errorText == "" && plain.outputText.hasPrefix(folder.path("a.mp4") + "\n"))
        let quiet = try PrecutProgram.run(arguments + ["--quiet"])
        #expect(quiet.errorText == "" && quiet.output.isEmpty && quiet.exitCode == 0)
        let verbose = try PrecutProgram.run(arguments + ["--verbose", "--json"])
        #expect(verbose.errorText.contains("file reads"))
        #expect(verbose.output == (try PrecutProgram.run(arguments + ["--json"]).output))
    }

    @Test("a bar on a terminal while it takes long, none with --quiet")
    func bar() throws {
        let folder = try OutputFolder()
        let source = try ClipSource.long(minutes: 1, in: folder.path("snapshot"))
        let line =
            "'\(PrecutProgram.path)' clip '\(source)' --range 1..end-1 --mode encode --preset slow --force -o '\(folder.path)/a.mp4'"
        func run(_ line: String) throws -> String {
            try Tool.run("script", ["-qec", line, "/dev/null"], environment: ["TERM": "xterm"]).outputText
        }
        let shown = try run(line)
        #expect(shown.contains("encoding pictures █"), "\(shown)")
        #expect(shown.contains(" left"))
        #expect(!(try run(line + " --quiet")).contains("█"))
    }

    /// One value of ffprobe.
    private static func probe(_ path: String, _ entries: String) throws -> String {
        let result = try Tool.run(
            "ffprobe", ["-v", "error", "-show_entries", entries, "-of", "default=nw=1:nk=1", path])
        #expect(result.exitCode == 0, "\(result.errorText)")
        return result.outputText.trimmingCharacters(in: .whitespacesAndNewlines)
    }
}
