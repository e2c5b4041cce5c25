import TestSupport
import Testing
import Transport

@Suite("A server that fails") struct FailureTests {
    static let body = pattern(50_000)

    @Test(
        "answers that will not change are not asked for again",
        arguments: [400, 401, 403, 404, 405, 410, 501])
    func finalStatus(status: Int) async throws {
        let server = try TestServer(routes: ["/a": .status(status)])
        let place = try server.location("/a?token=secret").redacted
        let expected: TransportError =
            switch status {
            case 401, 403: .forbidden(place, status: status)
            case 404, 410: .notFound(place, status: status)
            default: .httpStatus(place, status: status)
            }
        await #expect(throws: expected) { try await server.fetch("/a?token=secret") }
        #expect(server.log.count == 1)
    }

    @Test("answers that may pass are asked for again", arguments: [408, 429, 500, 502, 503, 504])
    func passingStatus(status: Int) async throws {
        let server = try TestServer(sequences: [
            "/a": [.status(status), .status(status), .bytes(Self.body)], "/b": [.status(status)],
        ])
        let location = try server.location("/a")
        let fetcher = Fetcher(source: location, policy: quickPolicy())
        #expect(try await fetcher.fetch(FetchRequest(location)).bytes == Self.body)
        #expect(fetcher.statistics.retries == 2)
        #expect(fetcher.statistics.requests == 3)
        let place = try server.location("/b").redacted
        await #expect(throws: TransportError.httpStatus(place, status: status)) {
            try await server.fetch("/b", policy: quickPolicy { $0.retries = 2 })
        }
        #expect(server.log.filter { $0.request.path == "/b" }.count == 3)
    }

    @Test("pauses grow twofold from the unit")
    func backOff() async throws {
        let server = try TestServer(sequences: [
            "/a": [.status(500), .status(500), .status(500), .bytes([1])]
        ])
        let start = ContinuousClock.now
        _ = try await server.fetch("/a", policy: quickPolicy { $0.backOffUnit = .milliseconds(30) })
        let elapsed = ContinuousClock.now - start
        #expect(elapsed >= .milliseconds(30 + 60 + 120))
    }

    @Test("Retry-After is obeyed, up to the limit")
    func retryAfter() async throws {
        let server = try TestServer(sequences: [
            "/a": [.status(429, headers: [("Retry-After", "3600")]), .bytes([1])],
            "/b": [.status(503, headers: [("Retry-After", "0")]), .bytes([1])],
        ])
        let policy = quickPolicy {
            $0.backOffUnit = .seconds(20)
            $0.longestRetryAfter = .milliseconds(200)
        }
        let start = ContinuousClock.now
        _ = try await server.fetch("/a", policy: policy)
        let afterFirst = ContinuousClock.now
        #expect(afterFirst - start >= .milliseconds(200))
        _ = try await server.fetch("/b", policy: policy)
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test("a body cut short is fetched again")
    func cutThenWhole() async throws {
        let server = try TestServer(sequences: [
            "/a": [.cutShort(Self.body, after: 20_000), .bytes(Self.body)],
            "/b": [.bytes(Self.body).delivered(.reset(after: 20_000)), .bytes(Self.body)],
            "/c": [.reset, .reset, .bytes(Self.body)],
        ])
        for target in ["/a", "/b", "/c"] { #expect(try await server.fetch(target).bytes == Self.body) }
        #expect(server.log.count == 7)
    }

    @Test("a body that stays cut short says how much came")
    func cutForGood() async throws {
        let server = try TestServer(routes: [
            "/a": .cutShort(Self.body, after: 20_000),
            "/b": .wrongLength(Self.body, stated: 60_000).delivered(.closed(after: 50_000)),
        ])
        let policy = quickPolicy { $0.retries = 1 }
        let expected: [(String, Int64, Int64)] = [("/a", 20_000, 50_000), ("/b", 50_000, 60_000)]
        for (target, received, length) in expected {
            let place = try server.location(target).redacted
            await #expect(throws: TransportError.cutShort(place, received: received, expected: length)) {
                try await server.fetch(target, policy: policy)
            }
        }
        let place = try server.location("/a").redacted
        await #expect(throws: TransportError.cutShort(place, received: 20_000, expected: 30_000)) {
            try await server.fetch("/a", range: 10_000..<40_000, policy: policy)
        }
        #expect(server.log.count == 6)
    }

    @Test("bytes beyond the stated length never reach the next answer")
    func surplus() async throws {
        let server = try TestServer(routes: [
            "/a": .wrongLength(Self.body, stated: 10), "/b": .bytes([7, 8, 9]),
        ])
        let location = try server.location("/a")
        let fetcher = Fetcher(source: location, policy: quickPolicy())
        for _ in 0..<20 {
            #expect(try await fetcher.fetch(FetchRequest(location)).bytes == Array(Self.body[..<10]))
            #expect(try await fetcher.fetch(FetchRequest(try location.resolve("/b"))).bytes == [7, 8, 9])
        }
    }

    @Test("a connection that is reset at once is lost after the retries")
    func resets() async throws {
        let server = try TestServer(routes: ["/a": .reset])
        let place = try server.location("/a").redacted
        await #expect(throws: TransportError.unreachable(place, .connectionLost)) {
            try await server.fetch("/a")
        }
        #expect(server.log.count == 5)
    }

    @Test(
        "what does not speak HTTP is named", arguments: ["hello\n", "\u{15}\u{3}\u{1}", "SSH-2.0-x\r\n\r\n"])
    func notHTTP(greeting: String) async throws {
        let server = try TestServer(routes: ["/a": .bytes(Array(greeting.utf8)).delivered(.raw)])
        let place = try server.location("/a").redacted
        await #expect(throws: TransportError.unreachable(place, .notHTTP)) { try await server.fetch("/a") }
    }

    @Test("a port where nobody listens is tried three times")
    func refused() async throws {
        let server = try TestServer(routes: [:])
        let location = try server.location("/a")
        server.stop()
        let fetcher = Fetcher(source: location, policy: quickPolicy())
        await #expect(throws: TransportError.unreachable(location.redacted, .refused)) {
            try await fetcher.fetch(FetchRequest(location))
        }
        #expect(fetcher.statistics.retries == 2)
        #expect(fetcher.statistics.requests == 0)
    }

    @Test("a name that cannot exist is not resolved")
    func unknownName() async throws {
        let location = try ResourceLocation(parsing: "http://no-such-host.invalid/a?token=secret")
        let fetcher = Fetcher(source: location, policy: quickPolicy())
        await #expect(throws: TransportError.unreachable(location.redacted, .nameNotResolved)) {
            try await fetcher.fetch(FetchRequest(location))
        }
    }

    @Test("limits of time end what would not end, each under its own name")
    func timeLimits() async throws {
        let server = try TestServer(routes: [
            "/silent": .silence, "/slow": .slow(Self.body, bytes: 10, pause: .milliseconds(20)),
            "/steady": .slow(Self.body, bytes: 2000, pause: .milliseconds(50)),
        ])
        let rows: [(String, TimeLimit, @Sendable (inout TransferPolicy) -> Void)] = [
            ("/silent", .total, { $0.totalTimeout = .milliseconds(300) }),
            ("/silent", .stalled, { $0.lowSpeedWindow = .seconds(1) }),
            ("/slow", .stalled, { $0.lowSpeedWindow = .seconds(1) }),
            ("/steady", .total, { $0.totalTimeout = .milliseconds(300) }),
        ]
        await withThrowingTaskGroup(of: Void.self) { group in
            for (target, limit, change) in rows {
                group.addTask {
                    let policy = quickPolicy {
                        $0.retries = 1
                        change(&$0)
                    }
                    let place = try server.location(target).redacted
                    await #expect(throws: TransportError.timedOut(place, limit)) {
                        try await server.fetch(target, policy: policy)
                    }
                }
            }
        }
        #expect(server.log.count == 8)
    }

    @Test("a server that is slow, but not too slow, is waited for")
    func slowEnough() async throws {
        let server = try TestServer(routes: [
            "/a": .slow(pattern(6000), bytes: 1000, pause: .milliseconds(300))
        ])
        let policy = quickPolicy { $0.lowSpeedWindow = .seconds(1) }
        #expect(try await server.fetch("/a", policy: policy).bytes == pattern(6000))
    }

    @Test("a cancelled task gets its answer at once, on the wire, in the queue and between attempts")
    func cancellation() async throws {
        let server = try TestServer(routes: [
            "/silent": .silence, "/failing": .status(503), "/endless": .endless(Self.body),
        ])
        for target in ["/silent", "/failing", "/endless"] {
            let location = try server.location(target)
            let policy = quickPolicy {
                $0.requestsPerHost = 1
                $0.backOffUnit = .seconds(30)
            }
            let fetcher = Fetcher(source: location, policy: policy)
            let tasks = (0..<3).map { _ in
                Task { () -> TransportError? in
                    let request = FetchRequest(location, sizeLimit: .max, progress: nil)
                    do throws(TransportError) {
                        _ = try await fetcher.fetch(request)
                        return nil
                    } catch { return error }
                }
            }
            while !server.log.contains(where: { $0.request.path == target }) {
                try await Task.sleep(for: .milliseconds(5))
            }
            let start = ContinuousClock.now
            for task in tasks { task.cancel() }
            for task in tasks { #expect(await task.value == .cancelled) }
            #expect(ContinuousClock.now - start < .seconds(2))
        }
    }

    @Test("a task that is cancelled already asks for nothing")
    func cancelledBefore() async throws {
        let server = try TestServer(routes: ["/a": .bytes([1])])
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await server.fetch("/a")
        }
        await #expect(throws: TransportError.cancelled) { try await task.value }
        #expect(server.log.isEmpty)
    }
}
