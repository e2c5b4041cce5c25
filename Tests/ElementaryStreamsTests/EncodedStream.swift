import Foundation

/// A stream written by the `ffmpeg` program, and what `ffprobe` says of it.
struct EncodedStream {
    struct Description: Decodable {
        var profile: String?
        var level: Int?
        var width: Int?
        var height: Int?
        var sampleAspectRatio: String?
        var sampleRate: String?
        var channels: Int?
        var rFrameRate: String?
        var hasBFrames: Int?
        var bitsPerRawSample: String?
        var fieldOrder: String?
    }
    struct Packet: Decodable {
        var size: String
        var pos: String
        var flags: String
    }
    private struct Output: Decodable {
        var streams: [Description]
        var packets: [Packet]
    }
    var bytes: [UInt8]
    var description: Description
    var packets: [Packet]

    init(_ arguments: String, format: String) throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(
            "precut-\(UUID().uuidString).\(format)"
        ).path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let words = arguments.split(separator: " ").map(String.init)
        _ = try Self.run(
            "ffmpeg", ["-nostdin", "-v", "error", "-f", "lavfi", "-i"] + words + ["-f", format, path])
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        let text = try Self.run(
            "ffprobe", ["-v", "error", "-show_streams", "-show_packets", "-of", "json", path])
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let output = try decoder.decode(Output.self, from: text)
        description = output.streams[0]
        packets = output.packets
    }

    private static func run(_ name: String, _ arguments: [String]) throws -> Data {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return data
    }
}
