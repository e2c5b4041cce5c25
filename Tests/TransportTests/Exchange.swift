import TestSupport
import Transport

/// Limits that let a test of a failure end soon.
func quickPolicy(_ change: (inout TransferPolicy) -> Void = { _ in }) -> TransferPolicy {
    var policy = TransferPolicy()
    policy.backOffUnit = .milliseconds(5)
    policy.longestRetryAfter = .milliseconds(100)
    policy.totalTimeout = .seconds(10)
    change(&policy)
    return policy
}

/// Bytes of which each tells its place.
func pattern(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 ^ ($0 >> 8) ^ ($0 >> 16)) }
}

extension TestServer {
    /// The location of a target of this server.
    func location(_ target: String) throws -> ResourceLocation { try ResourceLocation(parsing: url(target)) }

    /// Fetches one target with a fetcher made for it alone.
    func fetch(
        _ target: String, range: Range<Int64>? = nil, mayEndEarly: Bool = false, sizeLimit: Int64 = 1 << 20,
        acceptsCompression: Bool = false, policy: TransferPolicy = quickPolicy()
    ) async throws -> FetchResponse {
        let location = try location(target)
        return try await Fetcher(source: location, policy: policy).fetch(
            FetchRequest(
                location, range: range, mayEndEarly: mayEndEarly, sizeLimit: sizeLimit,
                acceptsCompression: acceptsCompression))
    }
}
