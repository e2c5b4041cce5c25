import Dispatch
import Glibc
import Synchronization

/// Turns the first Ctrl-C (or a polite request to end) into a cancellation; the second one kills.
final class Interrupts: Sendable {
    private let flag = Mutex(false)
    private let sources: [any DispatchSourceSignal & Sendable]

    init(_ cancel: @escaping @Sendable () -> Void) {
        var sources: [any DispatchSourceSignal & Sendable] = []
        for number in [SIGINT, SIGTERM, SIGHUP] {
            signal(number, SIG_IGN)
            sources.append(DispatchSource.makeSignalSource(signal: number, queue: .global()))
        }
        self.sources = sources
        for source in sources {
            source.setEventHandler { [flag] in
                let isSecond = flag.withLock { happened in
                    defer { happened = true }
                    return happened
                }
                if isSecond { _exit(130) }
                cancel()
            }
            source.resume()
        }
    }

    /// Whether somebody asked the program to stop.
    var happened: Bool { flag.withLock { $0 } }
}
