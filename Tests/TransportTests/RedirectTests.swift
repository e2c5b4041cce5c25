import TestSupport
import Testing

@testable import Transport

@Suite("Redirects") struct RedirectTests {
    @Test(
        "are followed, and the end of the way is the base of references",
        arguments: [301, 302, 303, 307, 308])
    func followed(status: Int) async throws {
        let server = try TestServer(routes: [
            "/a": .redirect(to: "b/c?x=%2F", status: status), "/b/c": .redirect(to: "/d/./e?token=1"),
            "/d/e": .bytes([1, 2]),
        ])
        let location = try server.location("/a")
        let fetcher = Fetcher(source: location)
        let response = try await fetcher.fetch(FetchRequest(location, range: 1..<2))
        #expect(response.bytes == [2])
        #expect(response.effectiveLocation.fullText == server.url("/d/e?token=1"))
        #expect(try response.effectiveLocation.resolve("s.ts").fullText == server.url("/d/s.ts"))
        #expect(server.log.map(\.request.target) == ["/a", "/b/c?x=%2F", "/d/e?token=1"])
        #expect(fetcher.statistics.redirects == 2)
    }

    @Test("end where they would go in circles")
    func loop() async throws {
        let server = try TestServer(routes: ["/a": .redirect(to: "/b"), "/b": .redirect(to: "a#x")])
        let place = try server.location("/a").redacted
        await #expect(throws: TransportError.redirectLoop(place)) { try await server.fetch("/a") }
        #expect(server.log.count == 2)
    }

    @Test("are followed up to the limit and no further")
    func limit() async throws {
        let server = try TestServer { request in
            let number = Int(request.path.dropFirst()) ?? 0
            return number == 100 ? .bytes([1]) : .redirect(to: "/\(number + 1)")
        }
        let place = try server.location("/0").redacted
        await #expect(throws: TransportError.tooManyRedirects(place, limit: 5)) {
            try await server.fetch("/0")
        }
        #expect(server.log.count == 6)
        #expect(try await server.fetch("/95").bytes == [1])
    }

    @Test("never leave HTTP", arguments: ["file:///etc/passwd", "file:x"])
    func toFile(target: String) async throws {
        let server = try TestServer(routes: ["/a": .redirect(to: target)])
        let place = try server.location("/a").redacted
        await #expect(throws: TransportError.escapesToLocalFile(place)) { try await server.fetch("/a") }
    }

    @Test("to other schemes are refused", arguments: ["ftp", "gopher", "dict", "scp", "smb", "ldap"])
    func toScheme(scheme: String) async throws {
        let server = try TestServer(routes: ["/a": .redirect(to: scheme + "://127.0.0.1/x")])
        await #expect(throws: TransportError.unsupportedScheme(scheme)) { try await server.fetch("/a") }
    }

    @Test(
        "without a usable target are named",
        arguments: ["", "http://", "//:80/", "http://a@b@c/", "http://h:99999/"])
    func unusable(target: String) async throws {
        let server = try TestServer(routes: ["/a": .redirect(to: target), "/b": .status(302)])
        for path in ["/a", "/b"] {
            let place = try server.location(path).redacted
            await #expect(throws: TransportError.badRedirect(place)) { try await server.fetch(path) }
        }
    }

    @Test("from https to http are refused")
    func downgrade() throws {
        let secure = try ResourceLocation(parsing: "https://h/a?token=secret")
        let plain = try ResourceLocation(parsing: "http://h/a?token=secret")
        #expect(throws: TransportError.insecureRedirect(from: secure.redacted, to: plain.redacted)) {
            try Redirect.target("http://h/a?token=secret", from: secure)
        }
        #expect(try Redirect.target("https://h/a?token=secret", from: plain) == secure)
        #expect(try Redirect.target("//other/b", from: secure).fullText == "https://other/b")
    }

    @Test("begin anew from the first location when an attempt failed")
    func retriesFromTheStart() async throws {
        let server = try TestServer(sequences: [
            "/a": [.redirect(to: "/old"), .redirect(to: "/new")], "/old": [.status(503)],
            "/new": [.bytes([5])],
        ])
        #expect(try await server.fetch("/a").bytes == [5])
        #expect(server.log.map(\.request.target) == ["/a", "/old", "/a", "/new"])
    }
}
