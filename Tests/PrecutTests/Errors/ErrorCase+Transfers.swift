import Precut
import TestSupport

extension ErrorCase {
    /// Playlists that cannot be had.
    static let transfers: [ErrorCase] =
        [401, 403, 404, 410].map { status in
            ErrorCase(
                "a playlist that answers \(status)", .inputNotFound, "snapshot-expired-or-forbidden",
                ["answered \(status)", "one hour"]
            ) { try await $0.open(answer: .status(status)) }
        } + [
            failing("500 for ever", .status(500), "http-status", ["answered 500", "try again later"]),
            failing(
                "429 for ever", .status(429).with(header: "Retry-After", "1"), "http-status",
                ["answered 429", "later"]),
            failing("a status nobody expects", .status(418), "http-status", ["answered 418"]),
            failing(
                "a body that breaks off", .cutShort([UInt8](repeating: 35, count: 900), after: 400),
                "cut-short", ["400 of 900"]),
            failing("a connection that is reset", .reset, "unreachable", ["connection was lost"]),
            failing("a server that says nothing", .silence, "timed-out", ["in time"]),
            failing(
                "no HTTP", TestServerResponse(body: Array("SSH-2.0-OpenSSH\r\n".utf8)).delivered(.raw),
                "unreachable", ["not HTTP"]),
            failing(
                "a broken coding",
                .ignoringRange([UInt8](repeating: 7, count: 99)).with(header: "Content-Encoding", "gzip"),
                "content-encoding", ["decoded"]),
            failing(
                "headers without an end",
                .bytes([]).with(header: "X-Long", String(repeating: "x", count: 70_000)),
                "headers-too-large", ["headers"]),
            failing(
                "a redirect to itself", .redirect(to: "/snapshot.m3u8?\(ErrorScene.query)"), "redirect-loop",
                ["back to"]),
            failing(
                "a redirect to nowhere", TestServerResponse(status: 302), "bad-redirect",
                ["redirects to nowhere"]),
            failing(
                "a redirect to a file", .redirect(to: "file:///etc/passwd"), "escapes-to-local-file",
                ["not read"]),
            ErrorCase("redirects without an end", .unavailable, "too-many-redirects", ["more than 5 times"]) {
                scene in
                let server = try TestServer { request in
                    .redirect(to: "/\(String(repeating: "x", count: request.path.count))?\(ErrorScene.query)")
                }
                _ = try await scene.open(server.secretURL("/snapshot.m3u8"))
            },
            ErrorCase("nobody listens", .unavailable, "unreachable", ["connection refused"]) { scene in
                let server = try TestServer(routes: [:])
                let url = server.secretURL("/snapshot.m3u8")
                server.stop()
                _ = try await scene.open(url)
            },
            ErrorCase("a name without an address", .unavailable, "unreachable", ["no address"]) {
                _ = try await $0.open("http://hush-user@snapshot.invalid/a.m3u8?\(ErrorScene.query)")
            },
        ]

    private static func failing(
        _ name: String, _ answer: TestServerResponse, _ code: String, _ words: [String]
    ) -> ErrorCase {
        ErrorCase(name, .unavailable, code, words) { try await $0.open(answer: answer) }
    }
}
