import Dispatch
import Glibc
import Synchronization

/// Turns the first Ctrl-C (or a polite request to end) into a cancellation; the second one kills.
final class Interrupts: Sendable {
    private let flag = Mutex(false)
    private let sources = Mutex<[any DispatchSourceSignal]>([])

    init(_ cancel: @escaping @Sendable () -> Void) {
        // A reader that goes away shows as a failed write.
        signal(SIGPIPE, SIG_IGN)
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            sources.withLock { sources in
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { [self] in
                    if happenedBefore() { _exit(130) }
                    cancel()
                }
                source.resume()
                sources.append(source)
            }
        }
    }

    private func happenedBefore() -> Bool {
        flag.withLock { happened in
            defer { happened = true }
            return happened
        }
    }

    /// Whether somebody asked the program to stop.
    var happened: Bool { flag.withLock { $0 } }
}
