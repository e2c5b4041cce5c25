import Foundation

/// What `ffprobe` says about an mp4 file.
struct FragmentedMP4Probe: Decodable {
    struct Packet: Decodable {
        let streamIndex: Int
        let pts: Int64
        let dts: Int64
        let duration: Int64?
        let size: String
        let pos: String
        let flags: String
        let dataHash: String
    }
    struct Stream: Decodable {
        struct SideData: Decodable {
            let rotation: Int?
        }
        let index: Int
        let id: String
        let codecName: String
        let codecType: String
        let timeBase: String
        let profile: String?
        let level: Int?
        let width: Int?
        let height: Int?
        let sampleAspectRatio: String?
        let sampleRate: String?
        let channels: Int?
        let extradataHash: String?
        let tags: [String: String]?
        let sideDataList: [SideData]?
    }
    let packets: [Packet]
    let streams: [Stream]

    /// Probes the bytes as one file.
    static func of(_ bytes: [UInt8]) throws -> FragmentedMP4Probe {
        try FragmentedMP4Program.withFolder { folder in
            try Data(bytes).write(to: folder.appendingPathComponent("probed.mp4"))
            let json = try FragmentedMP4Program.run(
                "ffprobe",
                [
                    "-v", "error", "-show_packets", "-show_streams", "-show_data_hash", "adler32", "-of",
                    "json",
                    "probed.mp4",
                ], in: folder)
            let decoder = JSONDecoder()
            decoder.keyDecodingStrategy = .convertFromSnakeCase
            return try decoder.decode(FragmentedMP4Probe.self, from: json)
        }
    }

    /// The checksum that `-show_data_hash adler32` prints (RFC 1950, 8.2).
    static func hash(_ bytes: some Sequence<UInt8>) -> String {
        var low: UInt32 = 1
        var high: UInt32 = 0
        for byte in bytes {
            low = (low + UInt32(byte)) % 65521
            high = (high + low) % 65521
        }
        return "adler32:" + String(format: "%08x", high << 16 | low)
    }
}
