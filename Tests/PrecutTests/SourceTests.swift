import Precut
import Synchronization
import TestSupport
import Testing

@Suite("What goes wrong elsewhere leaves the answer right") struct SourceTests {
    private static let fixture = "media/ts_closed_gop_25"

    @Test("a missing segment does not disturb a frame elsewhere; analysis names it and goes on")
    func missingSegment() async throws {
        let server = try TestServer { request in
            request.path == "/segment1.ts" ? .status(404) : Self.answer(request)
        }
        let scene = try ErrorScene()
        let source = server.secretURL("/playlist.m3u8")
        for ms in [500, 4_500, 5_999] { #expect(try await Self.number(at: ms, of: source) == ms / 40) }
        let analysis = try await scene.open(source).analyze()
        let report = try #require(analysis.report)
        #expect(report.segments.map(\.frames) == [50, 0, 50])
        let found = analysis.findings.filter { $0.rule.code == "MED012" }
        #expect(found.map(\.segment) == [1])
        #expect(found.allSatisfy { !$0.message.contains(ErrorScene.secret) })
        #expect(report.segments[2].mediaStart?.millisecondsText == "4000")
    }

    @Test("a missing local segment, likewise")
    func missingFile() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.copyFixture("ts_closed_gop_25") + "/playlist.m3u8"
        try folder.remove("ts_closed_gop_25/segment2.ts")
        #expect(try await Self.number(at: 3_000, of: path) == 75)
        let analysis = try await ErrorScene().open(path).analyze()
        #expect(analysis.report?.segments.map(\.frames) == [50, 50, 0])
        #expect(analysis.findings.contains { $0.rule.code == "MED012" && $0.segment == 2 })
    }

    @Test("a refusal that passes is waited for", arguments: [408, 429, 500, 502, 503, 504])
    func passingRefusal(status: Int) async throws {
        let server = try TestServer { request in
            request.attempt <= 2 ? .status(status) : Self.answer(request)
        }
        let source = server.secretURL("/playlist.m3u8")
        #expect(try await Self.number(at: 2_500, of: source) == 62)
        #expect(
            server.log.filter { $0.request.path == "/playlist.m3u8" }.map(\.status) == [status, status, 200])
    }

    @Test("a transfer that breaks off once is done again")
    func passingBreak() async throws {
        let segment = try Fixtures.bytes("\(Self.fixture)/segment1.ts")
        let server = try TestServer { request in
            request.path == "/segment1.ts" && request.attempt == 1
                ? .cutShort(segment, after: 9_999) : Self.answer(request)
        }
        #expect(try await Self.number(at: 2_500, of: server.secretURL("/playlist.m3u8")) == 62)
    }

    @Test("a server that refuses every segment is not asked thousands of times")
    func refusingServer() async throws {
        let playlist = ErrorScene.playlist((0..<7_200).map { "segment\($0).ts" })
        let server = try TestServer { request in
            request.path == "/snapshot.m3u8" ? .bytes(Array(playlist.utf8)) : .status(503)
        }
        let snapshot = try await ErrorScene().open(server.secretURL("/snapshot.m3u8"))
        let error = await #expect(throws: PrecutError.self) { try await snapshot.analyze() }
        #expect(error?.code == "http-status")
        #expect(error?.kind == .unavailable)
        #expect(server.log.count < 100)
    }

    @Test("a path that begins with a slash is the server's own")
    func absolutePath() async throws {
        let playlist = ErrorScene.playlist(["/etc/passwd"])
        let segment = try ErrorScene.segment()
        let server = try TestServer { request in
            request.path == "/snapshot.m3u8" ? .bytes(Array(playlist.utf8)) : .bytes(segment)
        }
        #expect(try await Self.number(at: 500, of: server.secretURL("/snapshot.m3u8")) == 12)
        #expect(server.log.last?.request.target == "/etc/passwd?\(ErrorScene.query)")
    }

    @Test("a truncated segment shows what is left of it")
    func truncated() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.copyFixture("ts_closed_gop_25") + "/playlist.m3u8"
        let half = try Fixtures.bytes("\(Self.fixture)/segment1.ts").prefix(14_001)
        try folder.write("ts_closed_gop_25/segment1.ts", Array(half))
        #expect(try await Self.number(at: 2_100, of: path) == 52)
        let analysis = try await ErrorScene().open(path).analyze()
        #expect(analysis.findings.contains { $0.rule == .cutShort && $0.segment == 1 })
    }

    @Test("a live playlist is read as it stands, with a finding")
    func live() async throws {
        let folder = try TemporaryFolder()
        let path = try folder.copyFixture("ts_closed_gop_25") + "/playlist.m3u8"
        let text = String(decoding: try Fixtures.bytes("\(Self.fixture)/playlist.m3u8"), as: UTF8.self)
        try folder.write(
            "ts_closed_gop_25/playlist.m3u8",
            text.replacing("#EXT-X-ENDLIST\n", with: "").replacing("#EXT-X-PLAYLIST-TYPE:VOD\n", with: ""))
        let snapshot = try await ErrorScene().open(path)
        let analysis = try await snapshot.analyze()
        #expect(!analysis.playlist.hasEndList)
        #expect(analysis.findings.contains { $0.rule.title.contains("ENDLIST") })
        #expect(try await Self.number(at: 5_999, of: path) == 149)
    }

    @Test("a header goes to the source's host and to no other")
    func headers() async throws {
        let other = try TestServer(address: "127.0.0.2") { Self.answer($0) }
        let playlist = ErrorScene.playlist(["\(other.url("/segment0.ts"))", "segment1.ts"])
        let server = try TestServer { request in
            switch request.path {
            case "/snapshot.m3u8": .bytes(Array(playlist.utf8))
            case "/segment1.ts": .redirect(to: other.url("/segment1.ts"))
            default: .status(404)
            }
        }
        let header = try SnapshotOptions.header("X-Access: hush-header")
        let snapshot = try await ErrorScene().open(server.url("/snapshot.m3u8"), headers: [header])
        _ = try await snapshot.analyze()
        #expect(server.log.count >= 2 && other.log.count >= 2)
        #expect(server.log.allSatisfy { $0.request.headers["x-access"] == "hush-header" })
        #expect(other.log.allSatisfy { $0.request.headers["x-access"] == nil })
    }

    @Test(
        "a variant by number, height or part of its URI; the widest band by default",
        arguments: [
            (nil, "high", 480), ("0", "low", 192), ("1", "high", 480), ("108p", "low", 192),
            ("272p", "high", 480),
            ("low/", "low", 192),
        ])
    func variants(choice: String?, folder: String, width: Int) async throws {
        let server = try TestServer(directory: Fixtures.path("media/multivariant_audio_rendition"))
        let variant = choice.map { VariantChoice(parsing: $0) } ?? .highestBandwidth
        let snapshot = try await ErrorScene().open(server.url("/playlist.m3u8"), variant: variant)
        let found = Mutex<Int?>(nil)
        let request = FrameRequest(times: [TimeExpression(anchor: .start, milliseconds: 1_500)])
        try await snapshot.extractFrames(request) { _, frame in
            if case .picture(let picture) = frame { found.withLock { $0 = picture.width } }
        }
        #expect(found.withLock { $0 } == width)
        let asked = Set(server.log.map { $0.request.path.split(separator: "/").first ?? "" })
        #expect(asked == ["playlist.m3u8", "audio", folder[...]])
    }

    // MARK: Answers

    private static func answer(_ request: TestServerRequest) -> TestServerResponse {
        (try? Fixtures.bytes(fixture + request.path)).map { .bytes($0) } ?? .status(404)
    }

    /// The number burned into the picture at an instant.
    static func number(at milliseconds: Int, of source: String) async throws -> Int? {
        let snapshot = try await ErrorScene().open(source)
        let image = Mutex<[UInt8]>([])
        let request = FrameRequest(times: [TimeExpression(anchor: .start, milliseconds: milliseconds)])
        try await snapshot.extractFrames(request) { _, frame in
            if case .picture(let picture) = frame { image.withLock { $0 = picture.bytes } }
        }
        let path = try TemporaryFolder()
        return try Tool.grayPicture(try path.write("a.jpg", image.withLock { $0 })).burnedNumber
    }
}
