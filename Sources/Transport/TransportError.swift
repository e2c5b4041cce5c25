/// Why bytes could not be had. Facts only, and no secrets: locations come without user part and query, header
/// values not at all.
public enum TransportError: Error, Sendable, Hashable {
    /// The text is no location. It is not repeated here: what cannot be read cannot be redacted either.
    case badLocation(LocationDefect)
    /// A scheme other than `http`, `https` and `file`.
    case unsupportedScheme(String)
    /// What came from this location over HTTP refers to a file of this machine.
    case escapesToLocalFile(RedactedLocation)
    /// A custom header that cannot be sent.
    case badHeader(HeaderDefect)
    /// A byte range that is empty or begins below zero.
    case badRange

    /// No such file. C: `ENOENT`, `ENOTDIR`.
    case fileNotFound(RedactedLocation)
    /// The file may not be read. C: `EACCES`, `EPERM`.
    case filePermission(RedactedLocation)
    /// A folder, pipe, socket or device.
    case notARegularFile(RedactedLocation)
    /// Another failure of the file system, by its `errno`.
    case fileUnreadable(RedactedLocation, errno: Int32)
    /// The range begins at or ends beyond the end of the resource, which is this long if known.
    case rangeBeyondEnd(RedactedLocation, size: Int64?)

    /// 404 or 410.
    case notFound(RedactedLocation, status: Int)
    /// 401 or 403.
    case forbidden(RedactedLocation, status: Int)
    /// Any other status that brings no bytes.
    case httpStatus(RedactedLocation, status: Int)
    /// No answer could be had.
    case unreachable(RedactedLocation, UnreachableReason)
    /// A limit of ``TransferPolicy`` passed.
    case timedOut(RedactedLocation, TimeLimit)
    /// The body ended before its stated length, or broke off, after every retry.
    case cutShort(RedactedLocation, received: Int64, expected: Int64?)
    /// The server answered a range request with other bytes than the ones asked for.
    case wrongRange(RedactedLocation)
    /// The body is coded in a way that was not asked for, or cannot be decoded.
    case badContentEncoding(RedactedLocation)
    /// More bytes than the request's limit.
    case tooLarge(RedactedLocation, limit: Int64)
    /// More bytes of response headers than the policy's limit.
    case headersTooLarge(RedactedLocation, limit: Int)

    /// More redirects than the policy's limit; the location is the first one asked for.
    case tooManyRedirects(RedactedLocation, limit: Int)
    /// A redirect to a location that was already visited.
    case redirectLoop(RedactedLocation)
    /// A redirect without a usable target.
    case badRedirect(RedactedLocation)
    /// A redirect from `https` to `http`.
    case insecureRedirect(from: RedactedLocation, to: RedactedLocation)
    /// A public source led to an address of this machine or of a private network.
    case privateAddress(RedactedLocation, viaRedirect: Bool)

    /// The task was cancelled.
    case cancelled
}

/// What is wrong with a text that should be a location.
public enum LocationDefect: Sendable, Hashable {
    /// Nothing there.
    case empty
    /// A control character, which no URL may hold.
    case controlCharacter
    /// An `http` URL without a host.
    case noHost
    /// A host that cannot be one, or is written so that parsers would disagree on it.
    case badHost
    /// A port that is not a number from 1 to 65535.
    case badPort
    /// A `file:` URL with a malformed percent-encoding, or a path that is not UTF-8.
    case badPercentEncoding
    /// A `file:` URL that names another machine.
    case fileOnHost
}

/// Why no answer could be had.
public enum UnreachableReason: Sendable, Hashable {
    /// The host's name has no address.
    case nameNotResolved
    /// Nobody listens there.
    case refused
    /// No way to the host.
    case noRoute
    /// The connection was closed or reset before an answer.
    case connectionLost
    /// The certificate is not one to trust for this host.
    case certificate
    /// Another failure of TLS.
    case tls
    /// What answers there does not speak HTTP.
    case notHTTP
    /// Another failure, by libcurl's code (`CURLcode`).
    case other(code: UInt32)
}

/// The limit of ``TransferPolicy`` that passed.
public enum TimeLimit: Sendable, Hashable {
    /// Connecting, name resolution and TLS included.
    case connect
    /// The whole request.
    case total
    /// Fewer bytes than the lowest speed allows.
    case stalled
}
