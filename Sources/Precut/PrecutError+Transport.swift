internal import Transport

// The words for what the transport throws as facts.
extension PrecutError {
    /// Bytes that could not be had.
    ///
    /// - Parameters:
    ///   - error: What happened.
    ///   - what: What was being read: `the playlist`, `segment 12`.
    ///   - isPlaylist: It was a playlist, so a missing one is most likely an expired snapshot.
    init(transport error: TransportError, reading what: String, isPlaylist: Bool = false) {
        let words = Self.words(error)
        var hint = words.hint
        var code = words.code
        switch error {
        case .notFound, .forbidden:
            hint =
                "a Live Station snapshot and its URL live for one hour; take a new snapshot, or check the token in the URL"
            if isPlaylist { code = "snapshot-expired-or-forbidden" }
        default: break
        }
        self.init(Self.kind(error), code: code, "cannot read \(what)", causes: [words.cause], hint: hint)
    }

    /// What the user typed and the transport cannot take: the source itself, a header.
    init(argument error: TransportError, _ message: String) {
        let words = Self.words(error)
        self.init(.usage, code: words.code, message, causes: [words.cause], hint: words.hint)
    }

    private static func kind(_ error: TransportError) -> Kind {
        switch error.kind {
        // The arguments are the playlist's or a redirect's here, not the user's.
        case .arguments, .content: .invalidInput
        case .input: .inputNotFound
        case .remote: .unavailable
        case .cancelled: .interrupted
        }
    }

    private struct Words {
        var code: String
        var cause: String
        var hint: String?
    }

    private static func words(_ error: TransportError) -> Words {
        switch error {
        case .badLocation(let defect):
            Words(
                code: "bad-location", cause: "the address \(words(defect))",
                hint: "give a path or an http(s) URL")
        case .unsupportedScheme(let scheme):
            Words(
                code: "unsupported-scheme", cause: "the scheme `\(scheme):` is not supported",
                hint: "paths, file: and http(s): are")
        case .escapesToLocalFile(let location):
            Words(
                code: "escapes-to-local-file",
                cause: "`\(location)` came over HTTP and names a file of this machine; it is not read")
        case .badHeader(let defect):
            Words(code: "bad-header", cause: "`--header` \(words(defect))", hint: "write it as 'Name: value'")
        case .badRange: Words(code: "bad-range", cause: "the byte range is empty or begins below zero")
        case .fileNotFound(let location):
            Words(code: "file-not-found", cause: "there is no file `\(location)`")
        case .filePermission(let location):
            Words(
                code: "file-permission", cause: "the file `\(location)` may not be read",
                hint: "check its rights")
        case .notARegularFile(let location):
            Words(code: "not-a-file", cause: "`\(location)` is a folder, pipe or device, not a file")
        case .fileUnreadable(let location, let number):
            Words(code: "file-unreadable", cause: "`\(location)`: error \(number) of the file system")
        case .rangeBeyondEnd(let location, let size):
            Words(
                code: "range-beyond-end",
                cause:
                    "`\(location)` ends before its byte range does\(size.map { ": it has \($0) bytes" } ?? "")",
                hint: "the playlist does not fit the file; fetch both again")
        default: remoteWords(error)
        }
    }

    private static func remoteWords(_ error: TransportError) -> Words {
        switch error {
        case .notFound(let location, let status):
            Words(code: "resource-not-found", cause: "`\(location)` answered \(status)")
        case .forbidden(let location, let status):
            Words(code: "forbidden", cause: "`\(location)` answered \(status)")
        case .httpStatus(let location, let status):
            Words(
                code: "http-status", cause: "`\(location)` answered \(status)",
                hint: status >= 500 || status == 429 ? "the server refuses for now; try again later" : nil)
        case .unreachable(let location, let reason):
            Words(
                code: "unreachable", cause: "`\(location)`: \(words(reason))",
                hint: "check the address and the network")
        case .timedOut(let location, let limit):
            Words(code: "timed-out", cause: "`\(location)`: \(words(limit))", hint: "try again later")
        case .cutShort(let location, let received, let expected):
            Words(
                code: "cut-short",
                cause:
                    "`\(location)` broke off after \(received)\(expected.map { " of \($0)" } ?? "") bytes, again and again",
                hint: "try again later")
        case .wrongRange(let location):
            Words(
                code: "wrong-range", cause: "`\(location)` answered with other bytes than the range asked for"
            )
        case .badContentEncoding(let location):
            Words(code: "content-encoding", cause: "the body of `\(location)` cannot be decoded")
        case .tooLarge(let location, let limit):
            Words(code: "too-large", cause: "`\(location)` has more than \(limit) bytes")
        case .headersTooLarge(let location, let limit):
            Words(
                code: "headers-too-large",
                cause: "`\(location)` answered with more than \(limit) bytes of headers")
        case .tooManyRedirects(let location, let limit):
            Words(code: "too-many-redirects", cause: "`\(location)` redirects more than \(limit) times")
        case .redirectLoop(let location):
            Words(code: "redirect-loop", cause: "the redirects lead back to `\(location)`")
        case .badRedirect(let location):
            Words(code: "bad-redirect", cause: "`\(location)` redirects to nowhere")
        case .insecureRedirect(let from, let to):
            Words(code: "insecure-redirect", cause: "`\(from)` redirects from https to `\(to)`")
        case .privateAddress(let location, let viaRedirect):
            Words(
                code: "private-address",
                cause:
                    "a public source \(viaRedirect ? "redirects" : "refers") to `\(location)` in a private network; it is not read"
            )
        default: Words(code: "interrupted", cause: "interrupted")
        }
    }

    private static func words(_ defect: LocationDefect) -> String {
        switch defect {
        case .empty: "is empty"
        case .controlCharacter: "holds a control character"
        case .noHost: "has no host"
        case .badHost: "has no usable host"
        case .badPort: "has no usable port"
        case .badPercentEncoding: "is not percent-encoded correctly"
        case .fileOnHost: "names a file on another machine"
        }
    }

    private static func words(_ defect: HeaderDefect) -> String {
        switch defect {
        case .noColon: "has no colon"
        case .badName: "has no usable name"
        case .controlCharacter: "holds a control character"
        case .reservedName(let name): "`\(name)` is set by the transport itself"
        }
    }

    private static func words(_ reason: UnreachableReason) -> String {
        switch reason {
        case .nameNotResolved: "the host's name has no address"
        case .refused: "connection refused"
        case .noRoute: "there is no way to the host"
        case .connectionLost: "the connection was lost"
        case .certificate: "the certificate is not to be trusted"
        case .tls: "TLS failed"
        case .notHTTP: "what answers there is not HTTP"
        case .other(let code): "libcurl error \(code)"
        }
    }

    private static func words(_ limit: TimeLimit) -> String {
        switch limit {
        case .connect: "no connection in time"
        case .total: "not finished in time"
        case .stalled: "the transfer stalled"
        }
    }
}
