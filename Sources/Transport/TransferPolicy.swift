/// The limits that transfers live under.
public struct TransferPolicy: Sendable, Hashable {
    /// How long connecting may take, name resolution and TLS included.
    public var connectTimeout: Duration = .seconds(10)
    /// How long one request (each attempt, each redirect for itself) may take altogether.
    public var totalTimeout: Duration = .seconds(120)
    /// Below this many bytes a second over ``lowSpeedWindow`` a transfer has stalled.
    public var lowestSpeed: Int = 1024
    /// How long a transfer may be too slow; whole seconds, rounded up. C: `CURLOPT_LOW_SPEED_TIME`.
    public var lowSpeedWindow: Duration = .seconds(20)
    /// How often a failed request is tried again at most.
    public var retries: Int = 4
    /// How often at most after a refused connection or an unknown name, which are nearly always final.
    public var quickRetries: Int = 2
    /// The first pause before trying again; each later one is twice the one before. No jitter: one user's tool
    /// is no thundering herd, and a test can tell what happens when.
    public var backOffUnit: Duration = .milliseconds(250)
    /// A server's `Retry-After` is obeyed up to this.
    public var longestRetryAfter: Duration = .seconds(10)
    /// Redirects that one request may follow.
    public var redirectLimit: Int = 5
    /// Bytes of response headers that one answer may have.
    public var headerLimit: Int = 64 << 10
    /// Requests under way at a time to one host; more wait.
    public var requestsPerHost: Int = 6

    /// The limits that the command uses.
    public init() {}

    /// The pause before retry `index` (from 0): 1, 2, 4, … units, or the server's own wish where it has one.
    func pause(beforeRetry index: Int, retryAfter: Duration?) -> Duration {
        if let retryAfter { return min(retryAfter, longestRetryAfter) }
        return backOffUnit * (1 << min(max(index, 0), 10))
    }
}
