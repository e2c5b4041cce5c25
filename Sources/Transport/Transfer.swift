internal import CCurl
internal import CCurlShims
internal import Synchronization

/// One HTTP request on its way: what to send, what has come back, and who waits for it.
///
/// Made by the task that asks, carried out by the thread of the ``TransferLoop``, whose callbacks write here.
final class Transfer: Sendable {
    let address: HTTPAddress
    let place: RedactedLocation
    let request: FetchRequest
    let headers: [HeaderField]
    let policy: TransferPolicy
    let hop: AddressRule.Hop
    let isRedirect: Bool
    let cancellation = CancellationFlag()

    private struct State {
        var head = ResponseHead()
        var sink: BodySink?
        var failure: TransportError?
        var hasEnough = false
        var refusedAddress = false
        var connectedToPublic = false
        var wireBytes: Int64 = 0
        var continuation: CheckedContinuation<Result<HTTPAnswer, TransportError>, Never>?
    }
    private let state = Mutex(State())

    init(
        to location: ResourceLocation, at address: HTTPAddress, for request: FetchRequest,
        headers: [HeaderField], policy: TransferPolicy, hop: AddressRule.Hop, isRedirect: Bool
    ) {
        self.address = address
        place = location.redacted
        self.request = request
        self.headers = headers
        self.policy = policy
        self.hop = hop
        self.isRedirect = isRedirect
    }

    // MARK: What libcurl's callbacks bring

    /// Whether a socket may be opened to the address.
    func mayConnect(to address: IPAddress?) -> Bool {
        if let address, hop.admits(address) { return true }
        state.withLock { $0.refusedAddress = true }
        return false
    }

    /// Whether the request may be sent over a connection to the address: a new one, or one that was opened for
    /// another request under another rule.
    func maySend(to address: IPAddress?) -> Bool {
        guard let address, mayConnect(to: address) else { return mayConnect(to: nil) }
        hop.connected(to: address)
        state.withLock { $0.connectedToPublic = hop.isPublic(address) }
        return true
    }

    /// Takes a header line; `false` ends the transfer.
    func receiveHeader(_ line: String) -> Bool {
        state.withLock { state in
            state.head.receive(line)
            do throws(TransportError) {
                guard state.head.byteCount <= policy.headerLimit else {
                    throw .headersTooLarge(place, limit: policy.headerLimit)
                }
                if state.head.isComplete, state.sink == nil {
                    state.sink = try BodySink(state.head, for: request, place: place)
                }
                return true
            } catch {
                state.failure = error
                return false
            }
        }
    }

    /// Takes bytes of the body; `false` ends the transfer.
    func receiveBody(_ chunk: UnsafeRawBufferPointer) -> Bool {
        let (goesOn, received, expected) = state.withLock { state -> (Bool, Int64, Int64?) in
            guard state.sink != nil else { return (false, 0, nil) }
            switch state.sink?.receive(chunk) {
            case .more: break
            case .enough, nil: state.hasEnough = true
            case .failed(let error): state.failure = error
            }
            let isWanted = state.sink?.isWanted == true
            return (
                !state.hasEnough && state.failure == nil, isWanted ? Int64(state.sink?.bytes.count ?? 0) : 0,
                state.sink?.expectedCount
            )
        }
        if received > 0 { request.progress?(received, expected) }
        return goesOn
    }

    // MARK: The end

    func setContinuation(_ continuation: CheckedContinuation<Result<HTTPAnswer, TransportError>, Never>) {
        state.withLock { $0.continuation = continuation }
    }

    /// Answers the waiting task; the second call and later ones do nothing.
    func finish(_ result: Result<HTTPAnswer, TransportError>) {
        let continuation = state.withLock { state in
            defer { state.continuation = nil }
            return state.continuation
        }
        continuation?.resume(returning: result)
    }

    /// What a transfer that libcurl has ended amounts to.
    func outcome(_ end: TransferEnd) -> Result<HTTPAnswer, TransportError> {
        state.withLock { state in
            if let failure = state.failure { return .failure(failure) }
            guard end.code == CURLE_OK || state.hasEnough else {
                let progress = TransferProgress(
                    place: place, isRedirect: isRedirect, refusedAddress: state.refusedAddress,
                    answerBegan: state.head.status != 0, expected: state.head.contentLength)
                return .failure(end.error(progress, policy: policy))
            }
            guard let sink = state.sink else { return .failure(.unreachable(place, .notHTTP)) }
            do throws(TransportError) {
                if !state.hasEnough { try sink.checkEnd(for: request) }
                // The bytes leave with the answer: no second copy stays here.
                state.sink = nil
                return .success(
                    HTTPAnswer(head: state.head, body: sink, cameFromPublic: state.connectedToPublic))
            } catch {
                return .failure(error)
            }
        }
    }
}
