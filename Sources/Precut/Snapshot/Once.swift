/// Makes each value once, also when several tasks ask for it at the same time; a failure is not remembered.
actor Once<Key: Hashable & Sendable, Value: Sendable> {
    private var tasks: [Key: Task<Value, any Error>] = [:]

    /// The value for `key`, made by `make` if nobody has asked before.
    func value(
        for key: Key, make: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        if let running = tasks[key] { return try await running.value }
        let task = Task { try await make() }
        tasks[key] = task
        do {
            return try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch {
            tasks[key] = nil
            throw error
        }
    }
}
