extension TransportError {
    /// What kind of failure it is, for an exit code or an HTTP status.
    public enum Kind: Sendable, Hashable {
        /// The caller's own words are wrong: 64.
        case arguments
        /// The resource is there, but not what was claimed (too large, shorter than a range of it): 65.
        case content
        /// Not there, or not for us: 66.
        case input
        /// The remote side fails or refuses for now, or is not to be followed: 69.
        case remote
        /// Stopped by the user: 130.
        case cancelled
    }

    /// The kind of this failure.
    public var kind: Kind {
        switch self {
        case .badLocation, .unsupportedScheme, .badHeader, .badRange: .arguments
        case .rangeBeyondEnd, .tooLarge: .content
        case .fileNotFound, .filePermission, .notARegularFile, .fileUnreadable, .notFound, .forbidden: .input
        case .httpStatus, .unreachable, .timedOut, .cutShort, .wrongRange, .badContentEncoding,
            .headersTooLarge, .tooManyRedirects, .redirectLoop, .badRedirect, .insecureRedirect,
            .privateAddress, .escapesToLocalFile:
            .remote
        case .cancelled: .cancelled
        }
    }

    /// How often a request that failed this way is worth another attempt.
    enum Retry { case never, quickly, fully }

    /// A refused connection and an unknown name are retried twice at most: they are nearly always final.
    var retry: Retry {
        switch self {
        case .timedOut, .cutShort, .unreachable(_, .connectionLost): .fully
        case .unreachable(_, .refused), .unreachable(_, .nameNotResolved), .unreachable(_, .noRoute): .quickly
        case .httpStatus(_, let status): [408, 429, 500, 502, 503, 504].contains(status) ? .fully : .never
        default: .never
        }
    }
}
