import Foundation

/// What `ffprobe` says of a file: the oracle.
struct Probe: Decodable {
    struct Packet: Decodable {
        var codecType: String
        var streamIndex: Int
        var pts: Int64?
        var dts: Int64?
        var size: String
        var pos: String?
        var flags: String

        var isKey: Bool { flags.hasPrefix("K") }
        var byteCount: Int { Int(size) ?? -1 }
        var position: Int? { pos.flatMap { Int($0) } }
    }
    struct Stream: Decodable {
        var index: Int
        var id: String?
        var codecName: String?
        var codecType: String
        var profile: String?
        var level: Int?
        var width: Int?
        var height: Int?
        var sampleAspectRatio: String?
        var sampleRate: String?
        var channels: Int?
        var rFrameRate: String?
        var hasBFrames: Int?
        var pixFmt: String?
    }
    var packets: [Packet]
    var streams: [Stream]

    init(_ path: String, _ options: [String] = []) throws {
        let data = try Program.run(
            "ffprobe", ["-v", "error"] + options + ["-show_packets", "-show_streams", "-of", "json", path])
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Probe.self, from: data)
    }

    func packets(_ kind: String) -> [Packet] { packets.filter { $0.codecType == kind } }
}
