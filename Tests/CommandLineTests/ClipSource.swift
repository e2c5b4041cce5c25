import Foundation
import TestSupport

/// Snapshots that the tests of `clip` cut from.
enum ClipSource {
    /// The playlist of a fixture.
    static func fixture(_ name: String) -> String { Fixtures.path("media/\(name)/playlist.m3u8") }

    /// Writes a recording of `minutes` minutes, the three segments of a fixture of 60 fps again and again with their
    /// timestamps moved on, and returns the path of its playlist. To encode all of it takes a while.
    static func long(minutes: Int, in folder: String) throws -> String {
        let segments = try (0..<3).map { number in
            TransportStreamPatch(
                try bytes(Fixtures.path("media/ts_closed_gop_60/segment\(number).ts")))
        }
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var playlist = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD\n"
        for number in 0..<minutes * 30 {
            let segment = segments[number % 3].moved(by: Int64(number / 3) * 6 * 90_000)
            try Data(segment).write(to: URL(fileURLWithPath: folder + "/\(number).ts"))
            playlist += "#EXTINF:2.0,\n\(number).ts\n"
        }
        let path = folder + "/playlist.m3u8"
        try (playlist + "#EXT-X-ENDLIST\n").write(toFile: path, atomically: true, encoding: .utf8)
        return path
    }

    /// A server of a fixture that answers one of its files in a way of its own.
    static func server(
        _ name: String, except path: String, _ answer: TestServerResponse
    ) throws -> TestServer {
        try TestServer { request in
            if request.path == path { return answer }
            guard let bytes = try? bytes(Fixtures.path("media/\(name)") + request.path) else {
                return .status(404)
            }
            return .bytes(bytes)
        }
    }

    private static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }
}
