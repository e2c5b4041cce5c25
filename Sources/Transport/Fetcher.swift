internal import Synchronization

/// Fetches the resources that one source refers to: files, and `http(s)` URLs over libcurl.
///
/// One source, one fetcher: its custom headers go to the source's own scheme, host and port alone, and a source
/// that was reached at a public address can never lead to a private one. Connections are kept and shared; any
/// number of tasks may fetch at a time. Environment variables such as `https_proxy` are obeyed.
public final class Fetcher: Sendable {
    /// The limits in force.
    public let policy: TransferPolicy

    let tally = Tally()
    let addressRule: AddressRule
    private let headers: [HeaderField]
    private let headerOrigin: Origin?
    /// Made when first needed: whoever reads files alone starts neither libcurl nor a thread.
    private let startedLoop = Mutex<TransferLoop?>(nil)

    /// Makes a fetcher for what the user named.
    ///
    /// - Parameters:
    ///   - source: The playlist, or whatever else the user asked for by name.
    ///   - headers: Sent to the source's own origin alone, redirects or not.
    ///   - policy: Limits of time, size and number.
    ///   - classifier: Tells public addresses from private ones.
    public init(
        source: ResourceLocation, headers: [HeaderField] = [], policy: TransferPolicy = TransferPolicy(),
        classifier: AddressClassifier = .standard
    ) {
        self.policy = policy
        self.headers = headers
        headerOrigin = source.httpAddress?.origin
        addressRule = AddressRule(source: source, classifier: classifier)
    }

    deinit { startedLoop.withLock { $0?.stop() } }

    /// What was done so far.
    public var statistics: TransferStatistics { tally.current }

    /// Fetches a resource or a range of it.
    ///
    /// Over HTTP, failures that may pass (408, 429, 500, 502, 503, 504, broken and timed-out transfers) are
    /// tried again by the policy's schedule, redirects are followed one by one, each checked anew. A server that
    /// answers a range with everything is read to the end of the range. A cancelled task ends its transfer at
    /// once.
    ///
    /// - Returns: Exactly the bytes asked for; fewer only where ``FetchRequest/mayEndEarly`` allows it.
    /// - Throws: ``TransportError``, of the last attempt where there were several.
    public func fetch(_ request: FetchRequest) async throws(TransportError) -> FetchResponse {
        try request.checkRange()
        guard !Task.isCancelled else { throw .cancelled }
        if let path = request.location.filePath {
            tally.add { $0.fileReads += 1 }
            let response = try await LocalFile.read(path, for: request)
            tally.add { $0.fileBytes += Int64(response.bytes.count) }
            return response
        }
        return try await fetchWithRetries(request)
    }

    private func fetchWithRetries(_ request: FetchRequest) async throws(TransportError) -> FetchResponse {
        var failures = 0
        while true {
            let failure: AttemptFailure
            do throws(AttemptFailure) { return try await attempt(request) } catch { failure = error }
            let allowed =
                switch failure.error.retry {
                case .never: 0
                case .quickly: min(policy.quickRetries, policy.retries)
                case .fully: policy.retries
                }
            guard failures < allowed else { throw failure.error }
            let pause = policy.pause(beforeRetry: failures, retryAfter: failure.retryAfter)
            do { try await Task.sleep(for: pause) } catch { throw .cancelled }
            failures += 1
            tally.add { $0.retries += 1 }
        }
    }

    /// The custom headers that a request to this address carries.
    func headers(for address: HTTPAddress) -> [HeaderField] {
        address.origin == headerOrigin ? headers : []
    }

    /// The loop, started on first use.
    var loop: TransferLoop {
        startedLoop.withLock { loop in
            if let loop { return loop }
            let started = TransferLoop(requestsPerHost: policy.requestsPerHost) { [tally] end in
                tally.add {
                    $0.requests += end.connected ? 1 : 0
                    $0.bytesReceived += end.wireBytes
                }
            }
            loop = started
            return started
        }
    }
}
