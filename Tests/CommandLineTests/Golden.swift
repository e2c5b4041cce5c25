import Foundation
import TestSupport
import Testing

/// One invocation whose exit code, standard output and standard error are kept in `Fixtures/golden`.
///
/// `PRECUT_RECORD=1` writes them anew; look at the difference before it is committed.
struct Golden: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    /// Only so many lines of standard output are kept.
    var lineLimit = Int.max

    init(_ name: String, _ arguments: [String], lineLimit: Int = .max) {
        self.name = name
        self.arguments = arguments
        self.lineLimit = lineLimit
    }

    var testDescription: String { name }

    private var path: String { Fixtures.path("golden/\(name).txt") }

    /// Runs the command and compares. `{out}` among the arguments stands for a folder that is there.
    func check() throws {
        let folder = FileManager.default.temporaryDirectory.path + "/golden-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let result = try PrecutProgram.run(
            arguments.map { $0.replacing("{out}", with: folder) }, cache: folder + "/cache")
        let lines = result.outputText.split(separator: "\n", omittingEmptySubsequences: false).prefix(
            lineLimit)
        let text = """
            $ precut \(arguments.joined(separator: " "))
            exit \(result.exitCode)
            --- standard output
            \(lines.joined(separator: "\n"))
            --- standard error
            \(result.errorText)
            """.replacing(folder, with: "{out}").replacing(PrecutProgram.root, with: "{root}")
        let found = Self.withoutWhatVaries(text)
        if ProcessInfo.processInfo.environment["PRECUT_RECORD"] == "1" {
            try FileManager.default.createDirectory(
                atPath: Fixtures.path("golden"), withIntermediateDirectories: true)
            try found.write(toFile: path, atomically: true, encoding: .utf8)
            return
        }
        #expect(found == (try String(contentsOfFile: path, encoding: .utf8)))
    }

    /// Hashes of images and sizes of clips depend on FFmpeg's version, as do the versions themselves; the number of
    /// jobs on the machine.
    private static func withoutWhatVaries(_ text: String) -> String {
        text.replacing(/"sha256": "[0-9a-f]{64}"/, with: "\"sha256\": \"{sha256}\"")
            .replacing(/(ok  lib[a-z]+ +).*/) { "\($0.1){version}" }
            .replacing(/(size +)[0-9]+ bytes/) { "\($0.1){size} bytes" }
            .replacing(/on at a time\. \(default: [0-9]+\)/, with: "on at a time. (default: {cores})")
    }
}
