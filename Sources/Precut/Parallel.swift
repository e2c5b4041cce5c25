internal import Dispatch
internal import Glibc
internal import Synchronization

/// One job per core that this process may use.
public let defaultJobs: Int = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))

/// Runs `work` for every element, at most `limit` at a time; the first failure cancels the rest.
func forEachParallel<Element: Sendable>(
    _ elements: [Element], limit: Int, _ work: @escaping @Sendable (Element) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
        for (number, element) in elements.enumerated() {
            if number >= limit { try await group.next() }
            try Task.checkCancellation()
            group.addTask { try await work(element) }
        }
        try await group.waitForAll()
    }
}

/// Runs blocking work (a decoder, an encoder) away from the threads that tasks share.
///
/// - Parameter work: Is given a question to ask from time to time: whether its task has been cancelled.
func onOwnThread<Value: Sendable>(
    _ work: @escaping @Sendable (_ isCancelled: () -> Bool) throws -> Value
) async throws -> Value {
    let flag = CancellationFlag()
    return try await withTaskCancellationHandler {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global(qos: .userInitiated).async {
                continuation.resume(with: Result { try work { flag.isSet } })
            }
        }
    } onCancel: {
        flag.set()
    }
}

private final class CancellationFlag: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .relaxed) }
    func set() { flag.store(true, ordering: .relaxed) }
}
