import TestSupport
import Testing
import Transport

@Suite("Fetching over HTTP") struct HTTPTests {
    static let body = pattern(300_000)

    @Test("brings the bytes and what the server says of them")
    func whole() async throws {
        let server = try TestServer(routes: [
            "/a.ts": .bytes(Self.body, type: "video/mp2t").with(header: "ETag", "\"v1\"")
        ])
        let response = try await server.fetch("/a.ts?token=a%2Fb&c=+")
        #expect(response.bytes == Self.body)
        #expect(response.status == 200)
        #expect(!response.isPartial)
        #expect(response.totalSize == 300_000)
        #expect(response.contentType == "video/mp2t")
        #expect(response.etag == "\"v1\"")
        #expect(response.effectiveLocation.fullText == server.url("/a.ts?token=a%2Fb&c=+"))
        // Query as given, no compression offered for media, no range.
        let request = try #require(server.log.first?.request)
        #expect(request.target == "/a.ts?token=a%2Fb&c=+")
        #expect(request.headers["accept-encoding"] == nil)
        #expect(request.headers["range"] == nil)
        #expect(server.log.count == 1)
    }

    static let ranges: [(range: Range<Int64>, header: String)] = [
        (0..<1, "bytes=0-0"), (0..<65_536, "bytes=0-65535"), (188..<376, "bytes=188-375"),
        (299_999..<300_000, "bytes=299999-299999"), (299_000..<Int64.max, "bytes=299000-"),
    ]

    @Test("brings a range, whether the server knows ranges or not", arguments: ranges)
    func range(range: Range<Int64>, header: String) async throws {
        let server = try TestServer(routes: ["/a": .bytes(Self.body), "/b": .ignoringRange(Self.body)])
        let expected = Array(Self.body[Int(range.lowerBound)..<Int(min(range.upperBound, 300_000))])
        for (target, isPartial) in [("/a", true), ("/b", false)] {
            let response = try await server.fetch(target, range: range)
            #expect(response.bytes == expected)
            #expect(response.isPartial == isPartial)
            #expect(response.totalSize == 300_000)
        }
        #expect(server.log.map { $0.request.headers["range"] } == [header, header])
    }

    @Test("stops a server that ignores the range where the range ends")
    func rangeOfEndlessBody() async throws {
        let server = try TestServer(routes: ["/a": .endless(pattern(4096))])
        let response = try await server.fetch("/a", range: 5000..<9000, sizeLimit: 4000)
        #expect(response.bytes == Array((pattern(4096) + pattern(4096) + pattern(4096))[5000..<9000]))
        #expect(response.totalSize == nil)
    }

    @Test("takes a shorter range only where the request allows it")
    func shortRange() async throws {
        let short = pattern(100)
        let server = try TestServer(routes: [
            "/a": .bytes(short), "/b": .ignoringRange(short), "/c": .untilClose(short),
        ])
        for target in ["/a", "/b", "/c"] {
            let place = try server.location(target).redacted
            #expect(
                try await server.fetch(target, range: 40..<200, mayEndEarly: true).bytes
                    == Array(short[40...]))
            await #expect(throws: TransportError.rangeBeyondEnd(place, size: 100)) {
                try await server.fetch(target, range: 40..<200)
            }
            for mayEndEarly in [true, false] {
                await #expect(throws: TransportError.rangeBeyondEnd(place, size: 100)) {
                    try await server.fetch(target, range: 100..<200, mayEndEarly: mayEndEarly)
                }
            }
        }
    }

    static let wrongRanges = [
        "bytes 1-100/300000", "bytes 0-98/300000", "bytes 0-100/300000", "bytes 0-99/50", "bytes 99-0/300000",
        "bytes */300000", "items 0-99/300000", "bytes 0-99", "0-99/300000", "bytes 0-18446744073709551615/*",
        "bytes -1-99/300000", "bytes 0-9223372036854775807/*", "",
    ]

    @Test("refuses a range that is not the one asked for", arguments: wrongRanges)
    func wrongRange(contentRange: String) async throws {
        let server = try TestServer(routes: ["/a": .wrongRange(Self.body, contentRange: contentRange)])
        let place = try server.location("/a").redacted
        await #expect(throws: TransportError.wrongRange(place)) {
            try await server.fetch("/a", range: 0..<100)
        }
        #expect(server.log.count == 1)
    }

    @Test(
        "refuses a range that is longer than the one asked for, or than it says", arguments: [99, 100, 150])
    func longRange(last: Int) async throws {
        var response = TestServerResponse.ignoringRange(pattern(151)).delivered(
            .chunked(bytes: 50, isComplete: true))
        response.status = 206
        let server = try TestServer(routes: [
            "/a": response.with(header: "Content-Range", "bytes 0-\(last)/300")
        ])
        let place = try server.location("/a").redacted
        await #expect(throws: TransportError.wrongRange(place)) {
            try await server.fetch("/a", range: 0..<100)
        }
    }

    @Test("refuses a partial answer to a request for everything")
    func unaskedPartial() async throws {
        var response = TestServerResponse.bytes(Self.body)
        response.status = 206
        let server = try TestServer(routes: ["/a": response])
        let place = try server.location("/a").redacted
        await #expect(throws: TransportError.wrongRange(place)) { try await server.fetch("/a") }
    }

    @Test("refuses a range of nothing before asking", arguments: [5..<5, -3..<10] as [Range<Int64>])
    func noRange(range: Range<Int64>) async throws {
        let server = try TestServer(routes: [:])
        await #expect(throws: TransportError.badRange) { try await server.fetch("/a", range: range) }
        #expect(server.log.isEmpty)
    }

    @Test("offers gzip where it is wanted and undoes it, but never for a range")
    func compression() async throws {
        let text = Array(String(repeating: "#EXTINF:2.000,\nsegment.ts\n", count: 5000).utf8)
        let zipped = try TestServerResponse.gzipped(text)
        let server = try TestServer { request in
            request.headers["accept-encoding"]?.contains("gzip") == true ? zipped : .bytes(text)
        }
        let location = try server.location("/p.m3u8")
        let fetcher = Fetcher(source: location, policy: quickPolicy())
        let response = try await fetcher.fetch(FetchRequest(location, acceptsCompression: true))
        #expect(response.bytes == text)
        #expect(fetcher.statistics.bytesReceived == Int64(zipped.body.count))
        #expect(zipped.body.count < text.count / 10)
        let part = try await fetcher.fetch(FetchRequest(location, range: 3..<9, acceptsCompression: true))
        #expect(part.bytes == Array(text[3..<9]))
        #expect(server.log.map { $0.request.headers["accept-encoding"] } == ["gzip, deflate", nil])
    }

    @Test("refuses a coding that it did not offer, or that is broken")
    func badCoding() async throws {
        let server = try TestServer(routes: [
            "/a": try .gzipped(Self.body), "/b": .bytes(Self.body).with(header: "Content-Encoding", "gzip"),
        ])
        for (target, accepts) in [("/a", false), ("/b", true)] {
            let place = try server.location(target).redacted
            await #expect(throws: TransportError.badContentEncoding(place)) {
                try await server.fetch(target, acceptsCompression: accepts)
            }
        }
    }

    @Test("takes no more bytes than the limit, stated, unstated, endless or compressed")
    func sizeLimit() async throws {
        let server = try TestServer(routes: [
            "/stated": .bytes(Self.body), "/unstated": .untilClose(Self.body),
            "/endless": .endless(Self.body),
            "/zipped": try .gzipped([UInt8](repeating: 0, count: 20_000_000)),
        ])
        for target in ["/stated", "/unstated", "/endless", "/zipped"] {
            let place = try server.location(target).redacted
            await #expect(throws: TransportError.tooLarge(place, limit: 299_999)) {
                try await server.fetch(target, sizeLimit: 299_999, acceptsCompression: target == "/zipped")
            }
        }
        #expect(try await server.fetch("/unstated", sizeLimit: 300_000).bytes == Self.body)
        #expect(server.log.count == 5)
    }

    @Test("takes no more bytes of headers than the limit")
    func headerLimit() async throws {
        let long = String(repeating: "x", count: 3000)
        var response = TestServerResponse.bytes([1])
        for index in 0..<30 { response = response.with(header: "X-\(index)", long) }
        let server = try TestServer(routes: ["/a": response])
        let place = try server.location("/a").redacted
        await #expect(throws: TransportError.headersTooLarge(place, limit: 65_536)) {
            try await server.fetch("/a")
        }
    }

    @Test("tells of progress in order, up to everything")
    func progress() async throws {
        let server = try TestServer(routes: ["/a": .slow(Self.body, bytes: 60_000, pause: .milliseconds(5))])
        let location = try server.location("/a")
        let (stream, reports) = AsyncStream.makeStream(of: [Int64?].self)
        let request = FetchRequest(location) { received, total in reports.yield([received, total]) }
        _ = try await Fetcher(source: location).fetch(request)
        reports.finish()
        let seen = await stream.reduce(into: [[Int64?]]()) { $0.append($1) }
        let counts = seen.compactMap { $0[0] }
        #expect(counts == counts.sorted() && counts.count >= 3)
        #expect(seen.last == [300_000, 300_000])
        #expect(seen.allSatisfy { $0[1] == 300_000 })
    }

    @Test("brings a body in chunks, and a range of it from a server that ignores ranges")
    func chunked() async throws {
        let body = TestServerResponse.ignoringRange(Self.body)
        let server = try TestServer(routes: [
            "/a": body.delivered(.chunked(bytes: 70_000, isComplete: true)),
            "/b": body.delivered(.chunked(bytes: 70_000, isComplete: false)),
        ])
        let whole = try await server.fetch("/a")
        #expect(whole.bytes == Self.body)
        #expect(whole.totalSize == nil)
        #expect(
            try await server.fetch("/a", range: 69_000..<71_000).bytes == Array(Self.body[69_000..<71_000]))
        let place = try server.location("/b").redacted
        await #expect(throws: TransportError.cutShort(place, received: 300_000, expected: nil)) {
            try await server.fetch("/b")
        }
        #expect(server.log.filter { $0.request.path == "/b" }.count == 5)
    }

    @Test("reads a folder that a server offers")
    func folder() async throws {
        let folder = String(#filePath.dropLast("/HTTPTests.swift".count))
        let server = try TestServer(directory: folder)
        let file = try ResourceLocation(parsing: folder + "/Exchange.swift")
        let bytes = try await Fetcher(source: file).fetch(FetchRequest(file)).bytes
        #expect(try await server.fetch("/Exchange.swift?token=1").bytes == bytes)
        #expect(try await server.fetch("/%45xchange.swift", range: 3..<9).bytes == Array(bytes[3..<9]))
        await #expect(throws: TransportError.self) { try await server.fetch("/x/../../Exchange.swift") }
    }

    @Test("keeps connections and shares them, at most so many requests at a time")
    func connections() async throws {
        let server = try TestServer { _ in .slow(pattern(200), bytes: 100, pause: .milliseconds(20)) }
        let location = try server.location("/p")
        let fetcher = Fetcher(source: location, policy: quickPolicy { $0.requestsPerHost = 3 })
        try await withThrowingTaskGroup(of: Int.self) { group in
            for index in 0..<12 {
                let request = FetchRequest(try location.resolve("/s\(index)"))
                group.addTask { try await fetcher.fetch(request).bytes.count }
            }
            for try await count in group { #expect(count == 200) }
        }
        #expect(server.log.count == 12)
        #expect(Set(server.log.map(\.request.connection)).count == 3)
        #expect(fetcher.statistics.requests == 12)
        #expect(fetcher.statistics.bytesReceived == 2400)
        #expect(fetcher.statistics.retries == 0)
    }

    @Test("an error page leaves its connection usable")
    func errorKeepsConnection() async throws {
        let server = try TestServer(routes: ["/a": .bytes([1, 2, 3])])
        let location = try server.location("/a")
        let fetcher = Fetcher(source: location, policy: quickPolicy())
        let start = ContinuousClock.now
        for _ in 0..<3 {
            await #expect(throws: TransportError.self) {
                try await fetcher.fetch(FetchRequest(try location.resolve("/missing")))
            }
            #expect(try await fetcher.fetch(FetchRequest(location)).bytes == [1, 2, 3])
        }
        // A machine that stalls for minutes is another matter: libcurl lets go of connections that were idle for 118 s
        // (CURLOPT_MAXAGE_CONN), and a request that timed out is sent again on another one.
        guard ContinuousClock.now - start < .seconds(100) else { return }
        #expect(Set(server.log.map(\.request.connection)).count == 1 + fetcher.statistics.retries)
    }
}
