import Foundation
import TestSupport

/// What `ffprobe` says about a file.
struct Probe: Decodable {
    struct Packet: Decodable, Equatable {
        let streamIndex: Int
        let pts: Int64
        let dts: Int64
        let duration: Int64?
        let size: String
        let pos: String?
        let flags: String
        let dataHash: String

        var isKey: Bool { flags.hasPrefix("K") }
        /// Outside of every edit: decoded at most.
        var isDiscarded: Bool { flags.dropFirst().hasPrefix("D") }
    }
    struct SideData: Decodable {
        let rotation: Int?
    }
    struct Stream: Decodable {
        let index: Int
        let id: String
        let codecName: String
        let codecTagString: String
        let timeBase: String
        let width: Int?
        let height: Int?
        let sampleAspectRatio: String?
        let colorRange: String?
        let colorSpace: String?
        let colorTransfer: String?
        let colorPrimaries: String?
        let sampleRate: String?
        let channels: Int?
        let durationTs: Int64?
        let startPts: Int64?
        let tags: [String: String]?
        let sideDataList: [SideData]?
    }
    struct Format: Decodable {
        let duration: String
        let tags: [String: String]?
    }
    let packets: [Packet]
    let streams: [Stream]
    let format: Format

    /// - Parameter isQuiet: The payload is no coded media, and what the program says of that is no matter.
    static func read(_ path: String, ignoringEdits: Bool = false, isQuiet: Bool = false) throws -> Probe {
        let arguments = [
            "-v", isQuiet ? "quiet" : "error", "-ignore_editlist", ignoringEdits ? "1" : "0",
            "-advanced_editlist",
            ignoringEdits ? "0" : "1", "-show_packets", "-show_streams", "-show_format", "-show_data_hash",
            "md5", "-of", "json", path,
        ]
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Probe.self, from: Program.run("ffprobe", arguments))
    }

    func packets(ofStream index: Int) -> [Packet] { packets.filter { $0.streamIndex == index } }
}
