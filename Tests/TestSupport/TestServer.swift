import Dispatch
import Foundation
import Glibc
import Synchronization

/// A loopback HTTP/1.1 server that keeps a record of what it was asked, and misbehaves where a test wants it.
///
/// ```swift
/// let server = try TestServer(routes: ["/a.ts": .bytes(segment), "/b.ts": .cutShort(segment, after: 100)])
/// let url = server.url("/a.ts?token=x")
/// #expect(server.log.map(\.request.target) == ["/a.ts?token=x"])
/// ```
///
/// One thread accepts, one more serves each connection; connections are kept alive. It stops when `stop()` is
/// called or the last reference goes.
public final class TestServer: Sendable {
    /// Answers one request; called on the connection's thread.
    public typealias Handler = @Sendable (TestServerRequest) -> TestServerResponse

    /// The address it listens on.
    public let address: String
    /// The port it listens on, chosen by the system.
    public let port: UInt16
    private let state: TestServerState
    private let listener: Int32

    /// Starts a server.
    ///
    /// - Parameters:
    ///   - address: `127.0.0.1` or any other of 127.0.0.0/8, all of which Linux has.
    ///   - handler: Answers every request.
    /// - Throws: ``TestServerError`` where no socket can be had.
    public init(address: String = "127.0.0.1", handler: @escaping Handler) throws {
        let (descriptor, port) = try Self.listen(on: address)
        self.address = address
        self.port = port
        listener = descriptor
        let state = TestServerState(handler: handler)
        self.state = state
        state.threads.enter()
        Thread.detachNewThread {
            Self.acceptConnections(descriptor, state)
            state.threads.leave()
        }
    }

    /// Starts a server with one answer a path, 404 for every other.
    public convenience init(address: String = "127.0.0.1", routes: [String: TestServerResponse]) throws {
        try self.init(address: address) { routes[$0.path] ?? .status(404) }
    }

    /// Starts a server with a list of answers a path: the first request gets the first, and when there are no
    /// more the last is repeated. 404 for every other path.
    public convenience init(address: String = "127.0.0.1", sequences: [String: [TestServerResponse]]) throws {
        try self.init(address: address) { request in
            guard let answers = sequences[request.path], let last = answers.last else { return .status(404) }
            return request.attempt <= answers.count ? answers[request.attempt - 1] : last
        }
    }

    /// Starts a server of the files below a folder, ranges obeyed; queries are ignored, `..` is refused.
    public convenience init(address: String = "127.0.0.1", directory: String) throws {
        try self.init(address: address) { request in
            let path = request.path.removingPercentEncoding ?? request.path
            guard !path.contains("/../"), let data = FileManager.default.contents(atPath: directory + path)
            else {
                return .status(404)
            }
            let isPlaylist = path.hasSuffix(".m3u8")
            return .bytes(
                [UInt8](data), type: isPlaylist ? "application/vnd.apple.mpegurl" : "application/octet-stream"
            )
        }
    }

    deinit { stop() }

    /// The URL of a target, which begins with a slash.
    public func url(_ target: String) -> String { "http://\(address):\(port)\(target)" }

    /// Every request so far, in the order in which they were answered.
    public var log: [TestServerLogEntry] { state.log }

    /// How many connections it has accepted, whether or not a request came over them.
    public var connectionCount: Int { state.connectionCount }

    /// Closes every connection and waits, two seconds at most, for the threads to end.
    public func stop() {
        guard state.beginStop() else { return }
        shutdown(listener, Int32(SHUT_RDWR))
        state.shutDownConnections()
        _ = state.threads.wait(timeout: .now() + 2)
        close(listener)
    }

    private static func listen(on address: String) throws -> (descriptor: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw TestServerError.socket(errno: errno) }
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = inet_addr(address)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(descriptor, generic, length) == 0 && Glibc.listen(descriptor, 64) == 0
                    && getsockname(descriptor, generic, &length) == 0
            }
        }
        guard isBound else {
            defer { close(descriptor) }
            throw TestServerError.socket(errno: errno)
        }
        return (descriptor, UInt16(bigEndian: name.sin_port))
    }

    private static func acceptConnections(_ listener: Int32, _ state: TestServerState) {
        while true {
            let descriptor = accept(listener, nil, nil)
            if descriptor < 0, errno == EINTR || errno == ECONNABORTED { continue }
            guard descriptor >= 0 else { return }
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
            guard let number = state.open(descriptor) else {
                close(descriptor)
                return
            }
            state.threads.enter()
            Thread.detachNewThread {
                TestServerConnection(descriptor: descriptor, number: number, state: state).serve()
                state.close(descriptor)
                state.threads.leave()
            }
        }
    }
}

/// Why a ``TestServer`` could not start.
public enum TestServerError: Error {
    /// No socket, by `errno`.
    case socket(errno: Int32)
}
