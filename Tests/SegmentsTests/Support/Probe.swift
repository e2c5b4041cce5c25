import Foundation

/// What `ffprobe` says of a file: the oracle.
struct Probe: Decodable {
    struct Packet: Decodable {
        var codec_type: String
        var stream_index: Int
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
        var codec_name: String?
        var codec_type: String
        var profile: String?
        var level: Int?
        var width: Int?
        var height: Int?
        var sample_aspect_ratio: String?
        var sample_rate: String?
        var channels: Int?
        var r_frame_rate: String?
        var has_b_frames: Int?
        var pix_fmt: String?
    }
    var packets: [Packet]
    var streams: [Stream]

    init(_ path: String, _ options: [String] = []) throws {
        let data = try Program.run(
            "ffprobe", ["-v", "error"] + options + ["-show_packets", "-show_streams", "-of", "json", path])
        self = try JSONDecoder().decode(Probe.self, from: data)
    }

    func packets(_ kind: String) -> [Packet] { packets.filter { $0.codec_type == kind } }
}
