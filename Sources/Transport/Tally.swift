internal import Synchronization

/// The statistics of one fetcher, counted from tasks and from the loop's thread.
final class Tally: Sendable {
    private let counts = Mutex(TransferStatistics())

    var current: TransferStatistics { counts.withLock { $0 } }

    func add(_ change: (inout TransferStatistics) -> Void) { counts.withLock { change(&$0) } }
}
