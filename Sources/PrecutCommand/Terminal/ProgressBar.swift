import Dispatch
import Synchronization

/// A bar on standard error while something long runs; nothing where nobody watches.
final class ProgressBar: Sendable {
    private struct State {
        var lastDrawn: UInt64 = 0
        var isVisible = false
    }

    private let label: String
    private let isActive: Bool
    private let started = DispatchTime.now().uptimeNanoseconds
    private let state = Mutex(State())

    init(_ label: String, isQuiet: Bool) {
        self.label = label
        isActive = !isQuiet && Console.isWatched
    }

    /// Draws `done` of `total`, at most ten times a second and only once it has taken a while.
    func update(_ done: Int, of total: Int) {
        guard isActive, total > 0 else { return }
        let now = DispatchTime.now().uptimeNanoseconds
        let isDue = state.withLock { state in
            guard now - started > 300_000_000, now - state.lastDrawn > 100_000_000 else { return false }
            state.lastDrawn = now
            state.isVisible = true
            return true
        }
        guard isDue else { return }
        let width = 28
        let filled = min(width, width * done / total)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        var line = "\r\(label) \(bar) \(done)/\(total)"
        if done > 0, done < total {
            let remaining = (now - started) / UInt64(done) * UInt64(total - done) / 1_000_000_000
            line += ", \(remaining) s left"
        }
        Console.draw(line + "\u{1B}[K")
    }

    /// Wipes the bar.
    func finish() {
        if state.withLock({ $0.isVisible }) { Console.draw("\r\u{1B}[K") }
    }
}
