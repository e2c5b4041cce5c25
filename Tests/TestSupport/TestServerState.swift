import Dispatch
import Glibc
import Synchronization

/// What the threads of one ``TestServer`` share.
final class TestServerState: Sendable {
    private struct Shared {
        var isStopping = false
        var connections: Set<Int32> = []
        var accepted = 0
        var attempts: [String: Int] = [:]
        var log: [TestServerLogEntry] = []
    }
    private let shared = Mutex(Shared())
    let handler: TestServer.Handler
    /// Entered by every thread while it runs.
    let threads = DispatchGroup()

    init(handler: @escaping TestServer.Handler) { self.handler = handler }

    var isStopping: Bool { shared.withLock { $0.isStopping } }
    var log: [TestServerLogEntry] { shared.withLock { $0.log } }

    var connectionCount: Int { shared.withLock { $0.accepted } }

    /// `false` where somebody else has begun it already.
    func beginStop() -> Bool {
        shared.withLock { state in
            defer { state.isStopping = true }
            return !state.isStopping
        }
    }

    /// Ends the reads and writes of every connection; their threads close them.
    func shutDownConnections() {
        shared.withLock { state in
            for descriptor in state.connections { shutdown(descriptor, Int32(SHUT_RDWR)) }
        }
    }

    /// The number of a new connection; `nil` where the server is stopping.
    func open(_ descriptor: Int32) -> Int? {
        shared.withLock { state in
            guard !state.isStopping else { return nil }
            state.connections.insert(descriptor)
            state.accepted += 1
            return state.accepted
        }
    }

    /// Closes under the lock, so that `shutDownConnections` never meets a number that was given out again.
    func close(_ descriptor: Int32) {
        shared.withLock { state in
            guard state.connections.remove(descriptor) != nil else { return }
            Glibc.close(descriptor)
        }
    }

    func countAttempt(at target: String) -> Int {
        shared.withLock { state in
            state.attempts[target, default: 0] += 1
            return state.attempts[target, default: 1]
        }
    }

    /// Makes room for an entry before the answer leaves, so that a client that has its answer finds it logged.
    func beginEntry(_ request: TestServerRequest, status: Int) -> Int {
        shared.withLock { state in
            state.log.append(TestServerLogEntry(request: request, status: status, bytesSent: 0))
            return state.log.count - 1
        }
    }

    func noteSent(_ count: Int, entry index: Int) {
        shared.withLock { state in
            let entry = state.log[index]
            state.log[index] = TestServerLogEntry(
                request: entry.request, status: entry.status, bytesSent: entry.bytesSent + count)
        }
    }
}
