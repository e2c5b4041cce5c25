import TestSupport
import Testing
import Transport

@Suite("TLS") struct TLSTests {
    @Test("a certificate that nobody vouches for is refused; HTTP/2 is offered")
    func certificate() async throws {
        let server = try TLSServer()
        let location = try ResourceLocation(parsing: "https://localhost:\(server.port)/a?token=secret")
        let fetcher = Fetcher(source: location, policy: quickPolicy())
        await #expect(throws: TransportError.unreachable(location.redacted, .certificate)) {
            try await fetcher.fetch(FetchRequest(location))
        }
        #expect(fetcher.statistics.requests == 0)
        #expect(fetcher.statistics.retries == 0)
        let transcript = server.finish()
        #expect(transcript.contains("ALPN protocols advertised by the client: h2, http/1.1"), "\(transcript)")
    }

    @Test("a server that speaks no TLS is named as such")
    func plainServer() async throws {
        let server = try TestServer(routes: ["/a": .bytes([1])])
        let location = try ResourceLocation(parsing: "https://127.0.0.1:\(server.port)/a")
        let fetcher = Fetcher(source: location, policy: quickPolicy())
        await #expect(throws: TransportError.unreachable(location.redacted, .tls)) {
            try await fetcher.fetch(FetchRequest(location))
        }
    }

    @Test("the library tells its name and version")
    func version() { #expect(CurlLibrary.version.hasPrefix("libcurl/")) }
}
