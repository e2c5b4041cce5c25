import Foundation

/// Media made on the spot by the `ffmpeg` program, in a folder that goes away with the value.
final class MediaFactory {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("precut-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Runs `ffmpeg` and returns the path of what it wrote.
    func make(_ name: String, _ arguments: String) throws -> String {
        let path = folder.appendingPathComponent(name).path
        let words = arguments.split(separator: " ").map(String.init)
        _ = try Program.run("ffmpeg", ["-nostdin", "-v", "error", "-y"] + words + [path])
        return path
    }

    /// Keeps bytes under a name and returns their path.
    func write(_ name: String, _ bytes: [UInt8]) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data(bytes).write(to: url)
        return url.path
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}

/// Programs that are found by the shell's path.
enum Program {
    struct Failure: Error { var status: Int32, words: [String] }

    /// Runs a program and returns its standard output.
    static func run(_ name: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw Failure(status: process.terminationStatus, words: [name] + arguments)
        }
        return data
    }
}
