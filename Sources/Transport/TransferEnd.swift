internal import CCurl
internal import CCurlShims
internal import Glibc

/// How libcurl says that a transfer has ended.
struct TransferEnd: Sendable {
    let code: CURLcode
    /// Bytes of the body as they travelled. C: `CURLINFO_SIZE_DOWNLOAD_T`.
    let wireBytes: Int64
    /// C: `CURLINFO_OS_ERRNO`.
    let systemError: Int32
    /// Whether a connection, TLS included, was ready to send on. C: `CURLINFO_PRETRANSFER_TIME_T`.
    let connected: Bool
    /// Whether an earlier request had used the connection. C: `CURLINFO_NUM_CONNECTS` is 0.
    let reusedConnection: Bool
    /// Time since the transfer began, by our own clock: libcurl's stands still while nothing arrives.
    let elapsed: Duration

    /// libcurl's timers go by whole milliseconds and may fire that much early.
    private static let timerTolerance = Duration.milliseconds(5)

    /// The failure as a fact of ours.
    func error(_ progress: TransferProgress, policy: TransferPolicy) -> TransportError {
        let place = progress.place
        switch code {
        case _ where progress.refusedAddress && !connected:
            return .privateAddress(place, viaRedirect: progress.isRedirect)
        case CURLE_ABORTED_BY_CALLBACK where progress.refusedAddress:
            return .privateAddress(place, viaRedirect: progress.isRedirect)
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            return .unreachable(place, .nameNotResolved)
        case CURLE_COULDNT_CONNECT: return connectionError(at: place)
        case CURLE_OPERATION_TIMEDOUT:
            guard connected else { return .timedOut(place, .connect) }
            return .timedOut(place, elapsed + Self.timerTolerance >= policy.totalTimeout ? .total : .stalled)
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_HTTP2,
            CURLE_HTTP2_STREAM:
            guard progress.answerBegan else { return .unreachable(place, .connectionLost) }
            return .cutShort(place, received: wireBytes, expected: progress.expected)
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS:
            return .unreachable(place, .certificate)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED,
            CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_SHUTDOWN_FAILED:
            return .unreachable(place, .tls)
        // HTTP/0.9, which is how libcurl reads an answer without a status line. On a connection that has
        // carried answers before, these are bytes left over from one that understated its length.
        case CURLE_UNSUPPORTED_PROTOCOL, CURLE_WEIRD_SERVER_REPLY:
            return .unreachable(place, reusedConnection ? .connectionLost : .notHTTP)
        case CURLE_BAD_CONTENT_ENCODING: return .badContentEncoding(place)
        case CURLE_URL_MALFORMAT: return .badLocation(.badHost)
        default: return .unreachable(place, .other(code: code.rawValue))
        }
    }

    private func connectionError(at place: RedactedLocation) -> TransportError {
        switch systemError {
        case ETIMEDOUT: .timedOut(place, .connect)
        case ENETUNREACH, EHOSTUNREACH, EADDRNOTAVAIL: .unreachable(place, .noRoute)
        case ECONNRESET: .unreachable(place, .connectionLost)
        default: .unreachable(place, .refused)
        }
    }
}

/// How far a transfer had come when it failed.
struct TransferProgress: Sendable {
    let place: RedactedLocation
    let isRedirect: Bool
    /// Whether an address was refused on the way.
    let refusedAddress: Bool
    /// Whether a status line has arrived.
    let answerBegan: Bool
    let expected: Int64?
}
