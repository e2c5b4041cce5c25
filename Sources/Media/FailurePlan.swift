internal import Synchronization

/// The tests' seam: makes one chosen FFmpeg call of a job fail without being made.
///
/// Bound to the current task (or thread), so that jobs running beside it are untouched.
final class FailurePlan: Sendable {
    @TaskLocal static var current: FailurePlan?

    /// What the chosen call answers, where it answers a number.
    let code: Int32
    private let remaining: Atomic<Int>

    /// Lets `skipped` calls through and fails the next one.
    init(after skipped: Int, code: Int32) {
        self.code = code
        remaining = Atomic(skipped)
    }

    /// Whether the chosen call was reached.
    var hasStruck: Bool { remaining.load(ordering: .relaxed) < 0 }

    /// Counts one call; `true` exactly for the chosen one.
    func strikes() -> Bool { remaining.subtract(1, ordering: .relaxed).oldValue == 0 }
}
