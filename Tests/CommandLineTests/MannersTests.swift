import Foundation
import TestSupport
import Testing

@Suite("Standard output is data, standard error is talk") struct MannersTests {
    private static let plain = Fixtures.path("media/ts_closed_gop_25/playlist.m3u8")

    @Test("an answer says nothing on standard error", arguments: ["analyze", "locate", "frame"])
    func silent(command: String) throws {
        let folder = try OutputFolder()
        for json in [[], ["--json"]] {
            let result = try PrecutProgram.run(Self.arguments(command, folder) + json)
            #expect(result.exitCode == 0)
            #expect(result.errorText == "")
            #expect(!result.output.isEmpty)
        }
    }

    @Test(
        "--verbose talks on standard error and leaves the data alone",
        arguments: ["analyze", "locate", "frame"])
    func verbose(command: String) throws {
        let folder = try OutputFolder()
        let arguments = Self.arguments(command, folder) + ["--json"]
        let plain = try PrecutProgram.run(arguments)
        let verbose = try PrecutProgram.run(arguments + ["--verbose"])
        #expect(verbose.output == plain.output)
        #expect(verbose.errorText.contains("file reads"))
    }

    @Test("--quiet leaves the files alone to speak")
    func quiet() throws {
        let folder = try OutputFolder()
        let result = try PrecutProgram.run(Self.arguments("frame", folder) + ["--quiet"])
        #expect(result.exitCode == 0)
        #expect(result.output.isEmpty && result.errorText == "")
        #expect(folder.names == ["a.jpg"])
    }

    @Test("an error says nothing on standard output, and with --json nothing on standard error")
    func errors() throws {
        let text = try PrecutProgram.run(["analyze", "nowhere.m3u8"])
        #expect(text.output.isEmpty && text.errorText.hasPrefix("error: "))
        let json = try PrecutProgram.run(["analyze", "nowhere.m3u8", "--json"])
        #expect(json.errorText == "" && !json.output.isEmpty)
    }

    @Test("colour on a terminal alone, and never under NO_COLOR")
    func colour() throws {
        // `script` gives the command a terminal.
        let line = "'\(PrecutProgram.path)' analyze nowhere.m3u8"
        func run(_ environment: [String: String]) throws -> String {
            try Tool.run("script", ["-qec", line, "/dev/null"], environment: environment).outputText
        }
        let coloured = try run(["TERM": "xterm", "NO_COLOR": ""])
        #expect(coloured.contains("\u{1B}[1;31merror:"), "\(coloured)")
        #expect(!(try run(["TERM": "xterm", "NO_COLOR": "1"]).contains("\u{1B}")))
        #expect(!(try run(["TERM": "dumb"]).contains("\u{1B}")))
        #expect(!(try PrecutProgram.run(["analyze", "nowhere.m3u8"]).errorText.contains("\u{1B}")))
    }

    @Test("a reader that goes away ends the command quietly")
    func brokenPipe() throws {
        let result = try Tool.run(
            "bash", ["-c", "set -o pipefail; '\(PrecutProgram.path)' explain | head -n 1"])
        #expect(result.errorText == "")
        #expect(result.outputText.hasPrefix("code"))
    }

    private static func arguments(_ command: String, _ folder: OutputFolder) -> [String] {
        switch command {
        case "frame": ["frame", plain, "1000", "-o", folder.path("a.jpg"), "--force"]
        case "locate": ["locate", plain, "1000"]
        default: ["analyze", plain]
        }
    }
}
