import Dispatch
import Synchronization

/// A bar on standard error while something long runs; nothing where nobody watches.
///
/// Work may have phases, each with a label of its own; they may take turns. What is left is estimated for each from
/// its own beginning.
final class ProgressBar: Sendable {
    private struct State {
        var lastDrawn: UInt64 = 0
        var isVisible = false
        /// When each phase was first heard of, by its label.
        var begun: [String: UInt64] = [:]
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
    ///
    /// - Parameters:
    ///   - done: How much is done.
    ///   - total: How much there is.
    ///   - phase: What is being done, where it is not what the bar was made for.
    func update(_ done: Int, of total: Int, label phase: String? = nil) {
        guard isActive, total > 0 else { return }
        let now = DispatchTime.now().uptimeNanoseconds
        let label = phase ?? label
        let begun = state.withLock { state -> UInt64? in
            // The bar's own work began with the bar, a phase with its first word.
            let begun = state.begun[label] ?? (phase == nil ? started : now)
            state.begun[label] = begun
            guard now - started > 300_000_000, now - state.lastDrawn > 100_000_000 else { return nil }
            state.lastDrawn = now
            state.isVisible = true
            return begun
        }
        guard let begun else { return }
        let width = 28
        let filled = max(0, min(width, width * done / total))
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        var line = "\r\(label) \(bar) \(done)/\(total)"
        if done > 0, done < total, now > begun {
            let remaining = (now - begun) / UInt64(done) * UInt64(total - done) / 1_000_000_000
            line += ", \(Self.words(seconds: remaining)) left"
        }
        Console.draw(line + "\u{1B}[K")
    }

    /// `59 s`, `1:00`, `61:05`.
    private static func words(seconds: UInt64) -> String {
        guard seconds >= 60 else { return "\(seconds) s" }
        return "\(seconds / 60):" + (seconds % 60 < 10 ? "0" : "") + "\(seconds % 60)"
    }

    /// Wipes the bar.
    func finish() {
        if state.withLock({ $0.isVisible }) { Console.draw("\r\u{1B}[K") }
    }
}
