import Foundation
import Synchronization

/// The FFmpeg programs: they make the tests' inputs and say what is right.
enum FFmpeg {
    struct Failed: Error {
        let command: String
        let words: String
    }

    /// A folder of this test process for what is handed to programs; it goes when the process ends.
    static let folder: String = {
        let path = NSTemporaryDirectory() + "/precut-media-\(ProcessInfo.processInfo.processIdentifier)"
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        atexit { try? FileManager.default.removeItem(atPath: FFmpeg.folder) }
        return path
    }()

    private static let counter = Atomic<Int>(0)

    /// A path that nobody else uses.
    static func freshPath(_ ending: String) -> String {
        "\(folder)/\(counter.add(1, ordering: .relaxed).newValue).\(ending)"
    }

    /// Writes `bytes` to a new file and gives its path.
    static func file(_ bytes: [UInt8], _ ending: String) throws -> String {
        let path = freshPath(ending)
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// What a program writes to standard output.
    @discardableResult
    static func run(_ program: String, _ arguments: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [program] + arguments
        // Files and no pipes: reading a pipe through Foundation traps when a signal interrupts it.
        let (output, errors) = (try file([], "out"), try file([], "err"))
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: errors))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        defer {
            for path in [output, errors] { try? FileManager.default.removeItem(atPath: path) }
        }
        guard process.terminationStatus == 0 else {
            let words = try String(contentsOfFile: errors, encoding: .utf8)
            throw Failed(command: ([program] + arguments).joined(separator: " "), words: words)
        }
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: output)))
    }

    /// The same as text.
    static func text(_ program: String, _ arguments: [String]) throws -> String {
        String(decoding: try run(program, arguments), as: UTF8.self)
    }

    /// Runs `ffmpeg`, quiet but for errors, overwriting.
    @discardableResult
    static func ffmpeg(_ arguments: [String]) throws -> [UInt8] {
        try run("ffmpeg", ["-v", "error", "-nostdin", "-y"] + arguments)
    }

    /// Rows of what `ffprobe` prints for `entries`.
    static func probe(_ path: String, _ entries: String) throws -> [[String]] {
        try text(
            "ffprobe",
            ["-v", "error", "-select_streams", "v:0", "-of", "csv=p=0", "-show_entries", entries, path]
        )
        .split(separator: "\n")
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
}
