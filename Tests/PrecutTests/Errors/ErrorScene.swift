import Foundation
import Precut
import TestSupport

/// Where an ``ErrorCase`` plays: a folder, servers, and secrets that no error may repeat.
///
/// Every secret holds the word `hush`: in the query, in the user part, in headers, in keys.
final class ErrorScene: Sendable {
    static let secret = "hush"
    static let query = "token=hush-query"
    static let key: [UInt8] = Array("hush-key-4567890".utf8)

    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Short limits, so that giving up takes no time.
    static var policy: TransferPolicy {
        var policy = TransferPolicy()
        policy.backOffUnit = .milliseconds(1)
        policy.longestRetryAfter = .milliseconds(1)
        policy.retries = 2
        policy.connectTimeout = .seconds(2)
        policy.totalTimeout = .seconds(2)
        return policy
    }

    /// Opens a source as the command does, without a cache.
    func open(
        _ source: String, variant: VariantChoice = .highestBandwidth, headers: [HeaderField] = []
    ) async throws -> Snapshot {
        try await Snapshot.open(
            source,
            options: SnapshotOptions(
                variant: variant, headers: headers, cacheDirectory: nil, jobs: 2, transfer: Self.policy))
    }

    /// Extracts one frame and forgets it.
    func frame(of source: String, at milliseconds: Int = 100, width: Int? = nil) async throws {
        let time = TimeExpression(anchor: .start, milliseconds: milliseconds)
        try await open(source).extractFrames(FrameRequest(times: [time], width: width)) { _, _ in }
    }

    /// Opens what a server answers, whatever it is asked.
    func open(answer: TestServerResponse) async throws {
        let server = try TestServer { _ in answer }
        _ = try await open(server.secretURL("/snapshot.m3u8"))
    }

    /// Extracts a frame of a playlist whose one segment a server answers in some way.
    func frame(segmentAnswer answer: TestServerResponse, uri: String = "segment0.ts") async throws {
        let playlist = Self.playlist([uri])
        let server = try TestServer { request in
            request.path == "/snapshot.m3u8" ? .bytes(Array(playlist.utf8)) : answer
        }
        try await frame(of: server.secretURL("/snapshot.m3u8"))
    }

    /// Extracts a frame of a local playlist.
    func frame(playlist: String, files: [String: [UInt8]] = [:], at milliseconds: Int = 100) async throws {
        for (name, bytes) in files { try folder.write(name, bytes) }
        try await frame(of: try folder.write("playlist.m3u8", playlist), at: milliseconds)
    }

    /// A media playlist of one-second segments.
    static func playlist(_ uris: [String], tags: String = "") -> String {
        "#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:2\n" + tags
            + uris.map { "#EXTINF:2.0,\n\($0)?\(query)\n" }.joined() + "#EXT-X-ENDLIST\n"
    }

    /// The same with local files, which have no query.
    static func localPlaylist(_ uris: [String], tags: String = "") -> String {
        playlist(uris, tags: tags).replacing("?\(query)", with: "")
    }

    /// A media segment of two seconds.
    static func segment() throws -> [UInt8] { try Fixtures.bytes("media/ts_closed_gop_25/segment0.ts") }
}

extension TestServer {
    /// A URL with a user part and a query, both secret.
    func secretURL(_ path: String) -> String {
        "http://hush-user:hush-password@\(address):\(port)\(path)?\(ErrorScene.query)"
    }
}
