import Foundation
import TestSupport

/// Runs `ffmpeg` and `ffprobe`, the oracle of these tests.
enum Program {
    @discardableResult
    static func run(_ name: String, _ arguments: [String]) throws -> Data {
        let result = try Tool.run(name, arguments)
        guard result.exitCode == 0, result.errorText.isEmpty else {
            throw Tool.Failure.program(exitCode: result.exitCode, errorText: result.errorText)
        }
        return result.output
    }

    /// Makes a file with `ffmpeg`, quietly.
    static func make(_ arguments: [String]) throws { try run("ffmpeg", ["-v", "error", "-y"] + arguments) }

    /// Hashes of all decoded frames of a stream, whatever their times.
    static func frameHashes(_ path: String, stream: String, options: [String] = []) throws -> [String] {
        let output = try run(
            "ffmpeg",
            ["-v", "error"] + options + [
                "-i", path, "-map", "0:\(stream)", "-fps_mode", "passthrough", "-f", "framemd5", "-",
            ])
        return String(decoding: output, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .compactMap { $0.split(separator: ",").last.map { $0.trimmingCharacters(in: .whitespaces) } }
    }

    /// Calls `body` with the path of a folder of its own, which is removed afterwards.
    static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(
            path: "precut-movie-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder.path)
    }

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}

extension Program {
    /// `size,pos` of every packet.
    static func packetPlaces(_ path: String, options: [String] = []) throws -> [String] {
        let output = try Tool.run(
            "ffprobe",
            ["-v", "quiet", "-ignore_editlist", "1"] + options + [
                "-show_entries", "packet=size,pos", "-of", "csv=p=0", path,
            ]
        ).outputText
        return output.split(separator: "\n").map { line in
            line.split(separator: ",").prefix(2).joined(separator: ",")
        }
    }

    /// The bytes of the first box of a type, wherever it stands.
    static func box(_ type: String, in bytes: [UInt8]) -> [UInt8]? {
        let code = Array(type.utf8)
        guard let start = bytes.indices.dropFirst(4).first(where: { bytes[$0...].starts(with: code) }) else {
            return nil
        }
        let size = bytes[(start - 4)..<start].reduce(0) { $0 << 8 | Int($1) }
        return Array(bytes[(start - 4)..<min(start - 4 + size, bytes.count)])
    }
}
