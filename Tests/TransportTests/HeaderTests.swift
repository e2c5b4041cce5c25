import TestSupport
import Testing
import Transport

@Suite("Custom headers") struct HeaderTests {
    static let refused: [(text: String, defect: HeaderDefect)] = [
        ("X-Token", .noColon), ("", .noColon), (": x", .badName), ("X Y: z", .badName),
        ("X\r\nY: z", .badName),
        ("é: z", .badName), ("X: a\r\nY: b", .controlCharacter), ("X: a\nb", .controlCharacter),
        ("X: a\0", .controlCharacter), ("Range: bytes=0-1", .reservedName("range")),
        ("content-length: 3", .reservedName("content-length")),
        ("Transfer-Encoding: chunked", .reservedName("transfer-encoding")),
    ]

    @Test("that could split or bend a request are refused", arguments: refused)
    func refuses(text: String, defect: HeaderDefect) {
        #expect(throws: TransportError.badHeader(defect)) { try HeaderField(parsing: text) }
    }

    @Test("show their name alone")
    func hidden() throws {
        let field = try HeaderField(parsing: "Authorization:  Bearer secret ")
        var dumped = ""
        dump([field], to: &dumped)
        for text in ["\(field)", String(reflecting: field), dumped] {
            #expect(text.contains("Authorization"))
            #expect(!text.contains("secret"))
        }
    }

    @Test("go to the source's own origin alone, whatever refers or redirects elsewhere")
    func originOnly() async throws {
        let other = try TestServer(routes: ["/s": .bytes([1]), "/r": .bytes([2])])
        let server = try TestServer { request in
            switch request.path {
            case "/elsewhere": .redirect(to: other.url("/r"))
            case "/here": .redirect(to: "/p")
            default: .bytes([0])
            }
        }
        let source = try server.location("/p")
        let headers = try ["X-Token:  abc def ", "X-Empty:", "User-Agent: mine"].map {
            try HeaderField(parsing: $0)
        }
        let fetcher = Fetcher(source: source, headers: headers)
        for target in [server.url("/p"), server.url("/elsewhere"), server.url("/here"), other.url("/s")] {
            _ = try await fetcher.fetch(FetchRequest(try ResourceLocation(parsing: target)))
        }
        #expect(server.log.count == 4)
        for entry in server.log {
            #expect(entry.request.headers["x-token"] == "abc def")
            #expect(entry.request.headers["x-empty"] == "")
            #expect(entry.request.headers["user-agent"] == "mine")
        }
        #expect(other.log.map(\.request.path) == ["/r", "/s"])
        for entry in other.log {
            #expect(entry.request.headers["x-token"] == nil)
            #expect(entry.request.headers["x-empty"] == nil)
            #expect(entry.request.headers["user-agent"] == "precut")
        }
    }

    @Test("the user part of a URL becomes credentials for that host, and stays away from others")
    func userPart() async throws {
        let other = try TestServer(routes: ["/r": .bytes([2])])
        let server = try TestServer(routes: ["/a": .redirect(to: other.url("/r")), "/b": .bytes([1])])
        let source = try ResourceLocation(parsing: "http://me:secret@127.0.0.1:\(server.port)/a")
        let fetcher = Fetcher(source: source)
        _ = try await fetcher.fetch(FetchRequest(source))
        _ = try await fetcher.fetch(FetchRequest(try source.resolve("b")))
        // "me:secret" in base64.
        #expect(
            server.log.map { $0.request.headers["authorization"] }
                == Array(repeating: "Basic bWU6c2VjcmV0", count: 2))
        #expect(other.log.map { $0.request.headers["authorization"] } == [nil])
    }
}
