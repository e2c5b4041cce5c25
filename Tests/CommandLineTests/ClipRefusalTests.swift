import Foundation
import TestSupport
import Testing

@Suite("The clip command refuses before any work") struct ClipRefusalTests {
    /// One invocation that must be refused; `{out}` stands for an empty folder.
    struct Refusal: Sendable, CustomTestStringConvertible {
        let options: [String]
        let exitCode: Int32
        let code: String
        /// What the message or the hint must say.
        let words: [String]

        init(_ options: [String], _ exitCode: Int32, _ code: String, _ words: String...) {
            self.options = options
            self.exitCode = exitCode
            self.code = code
            self.words = words
        }

        var testDescription: String { options.joined(separator: " ") }
    }

    private static let range = ["--start", "1000", "--end", "2000"]
    private static let two = ["--range", "1000..2000", "--range", "2000..3000"]

    private static let refusals: [Refusal] = [
        // What is to be cut.
        Refusal([], 64, "usage", "--start T --end T", "--range A..B"),
        Refusal(["--start", "1000"], 64, "usage", "`--end T` is missing"),
        Refusal(["--end", "1000"], 64, "usage", "`--start T` is missing"),
        Refusal(["--start", "1.5", "--end", "end"], 64, "usage", "`1.5s`", "`1.5ms`"),
        Refusal(["--start", "0", "--end", "noon"], 64, "usage", "`noon` is no TIME"),
        Refusal(["--range", "0..1000", "--start", "0"], 64, "usage", "not both"),
        Refusal(["--range", "1000"], 64, "usage", "`1000` is no range", "write A..B"),
        Refusal(["--range", "1000-2000"], 64, "usage", "is no range"),
        Refusal(["--range", "1000...2000"], 64, "usage", "is no range"),
        Refusal(["--range", "0..1000..2000"], 64, "usage", "is no range"),
        Refusal(["--range", "1000.."], 64, "usage", "one edge only", "`end`"),
        Refusal(["--range", "..1000"], 64, "usage", "one edge only", "`start`"),
        Refusal(["--range", "0..noon"], 64, "usage", "`noon` is no TIME"),
        // How.
        Refusal(range + ["--mode", "best"], 64, "usage", "'smart', 'encode' or 'copy'"),
        Refusal(range + ["--rule", "floor"], 64, "usage", "'cover'", "'keyframe'"),
        Refusal(range + ["--preset", "placebo"], 64, "usage", "veryfast"),
        Refusal(range + ["--quality", "0"], 64, "usage", "1 to 51"),
        Refusal(range + ["--quality", "52"], 64, "usage", "1 to 51"),
        Refusal(range + ["--creation-time", "today"], 64, "usage", "2026-03-01T12:00:00Z", "`now`"),
        Refusal(range + ["--creation-time", "2026-03-01T12:00:00"], 64, "usage", "no time zone"),
        Refusal(range + ["--creation-time", "1903-12-31T23:59:59Z"], 64, "usage", "begins in 1904"),
        Refusal(range + ["--creation-time", "253402300800"], 64, "usage", "cannot be written"),
        // Where to.
        Refusal(range, 64, "output-missing", "-o clip.mp4", "--plan"),
        Refusal(range + ["-o", ""], 64, "output-is-folder", "is empty", "clip.mp4"),
        Refusal(range + ["-o", "{out}"], 64, "output-is-folder", "is a folder", "{out}/clip.mp4"),
        Refusal(two + ["-o", "{out}/"], 64, "output-is-folder", "is a folder", "{out}/clip-%d.mp4"),
        Refusal(range + ["-o", "{out}/a.mkv"], 64, "output-format", "end it in .mp4"),
        Refusal(range + ["-o", "{out}/a"], 64, "output-format", "end it in .mp4"),
        Refusal(range + ["-o", "-"], 64, "output-format", "end it in .mp4"),
        Refusal(two + ["-o", "{out}/a.mp4"], 64, "output-is-one-file", "2 ranges", "{out}/a-%d.mp4"),
        Refusal(two + ["-o", "{out}/%d-%d.mp4"], 64, "output-template", "give `%d` once"),
        Refusal(
            ["--range", "1s..2s", "--range", "0..1s", "--range", "1000..3s", "-o", "{out}/{start}.mp4"], 64,
            "output-twice", "the same name", "%d"),
        Refusal(range + ["-o", "{out}/missing/a.mp4"], 73, "cannot-write", "mkdir -p {out}/missing"),
        Refusal(range + ["-o", "Fixtures/README.md/a.mp4"], 73, "cannot-write", "Not a directory"),
    ]

    @Test("exit code, code and remedy; nothing is left", arguments: refusals)
    func refused(_ refusal: Refusal) throws {
        let folder = try OutputFolder()
        let options = refusal.options.map { $0.replacing("{out}", with: folder.path) }
        // The source does not exist: whoever looked at it first would say so.
        let document = try JSONDocument.run(
            ["clip", "nowhere.m3u8"] + options, exitCode: refusal.exitCode)
        let error = document["error"]
        #expect(error?["code"]?.text == refusal.code)
        let text =
            (error?["message"]?.text ?? "") + (error?["hint"]?.text ?? "") + "\(error?["causes"] ?? .null)"
        for word in refusal.words {
            let word = word.replacing("{out}", with: folder.path)
            #expect(text.contains(word), "`\(word)` is not in: \(text)")
        }
        #expect(folder.names == [])
    }

    @Test("a file that exists, one of several too")
    func existing() throws {
        let folder = try OutputFolder()
        try Data("old".utf8).write(to: URL(fileURLWithPath: folder.path("clip-2.mp4")))
        for options in [
            Self.range + ["-o", folder.path("clip-2.mp4")], Self.two + ["-o", folder.path("clip-%d.mp4")],
        ] {
            let document = try JSONDocument.run(["clip", "nowhere.m3u8"] + options, exitCode: 73)
            #expect(document["error"]?["code"]?.text == "output-exists")
        }
        #expect(folder.names == ["clip-2.mp4"])
        #expect(try folder.bytes("clip-2.mp4") == Data("old".utf8))
    }

    @Test(
        "no file of the snapshot is replaced, by whatever name, not even with --force",
        arguments: ["init.mp4", "segment1.m4s", "playlist.m3u8"])
    func source(name: String) throws {
        let folder = try OutputFolder()
        let copy = folder.path("snapshot")
        try FileManager.default.copyItem(atPath: Fixtures.path("media/fmp4"), toPath: copy)
        let before = try Data(contentsOf: URL(fileURLWithPath: copy + "/" + name))
        let link = folder.path("link.mp4")
        try FileManager.default.linkItem(atPath: copy + "/" + name, toPath: link)
        let arguments = ["clip", copy + "/playlist.m3u8", "--force"] + Self.range
        let document = try JSONDocument.run(arguments + ["-o", link], exitCode: 73)
        #expect(document["error"]?["code"]?.text == "output-is-input")
        #expect(try Data(contentsOf: URL(fileURLWithPath: copy + "/" + name)) == before)
        #expect(folder.names == ["link.mp4", "snapshot"])
    }

    @Test(
        "a range that is empty, reversed or beyond the end: 64, and no clip at all",
        arguments: [
            "1000..1000", "2000..1000", "end..start", "0..6001", "5999..6000.5ms", "6000..7000", "0..end+1",
            "start-1..1000",
        ])
    func ranges(range: String) throws {
        let folder = try OutputFolder()
        let source = ClipSource.fixture("ts_closed_gop_25")
        for options in [["-o", folder.path("%d.mp4")], ["--plan"]] {
            let result = try PrecutProgram.run(
                ["clip", source, "--range", "0..1000", "--range", range] + options)
            #expect(result.exitCode == 64, "\(result.errorText)")
            #expect(result.output.isEmpty)
            #expect(result.errorText.contains("hint: "), "\(result.errorText)")
        }
        #expect(folder.names == [])
    }
}
