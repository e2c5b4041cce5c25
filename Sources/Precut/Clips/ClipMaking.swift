extension Snapshot {
    /// Makes clips, checks each, and gives each its name only then.
    ///
    /// Each segment that the ranges need is read once, whatever the number of ranges. Memory stays below 100 MiB for
    /// any length: payload waits in a nameless file beside the output.
    ///
    /// - Parameters:
    ///   - request: Which clips, and how.
    ///   - progress: Called from time to time, from any thread.
    /// - Returns: One result per range, in order.
    /// - Throws: ``PrecutError``; nothing of the clip that failed is left, those before it stay.
    public func makeClips(
        _ request: ClipRequest, progress: @escaping @Sendable (ClipProgress) -> Void = { _ in }
    ) async throws -> [ClipResult] {
        throw PrecutError(.internalDefect, code: "unfinished", "clips cannot be made yet")
    }

    /// What ``makeClips(_:progress:)`` would do; writes nothing.
    public func planClips(
        _ request: ClipRequest, progress: @escaping @Sendable (ClipProgress) -> Void = { _ in }
    ) async throws -> [ClipResult] {
        throw PrecutError(.internalDefect, code: "unfinished", "clips cannot be planned yet")
    }
}
