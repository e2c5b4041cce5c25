internal import CCurlShims

/// An `http` or `https` URL whose authority has been checked, so that libcurl and this module read the same
/// host out of it.
struct HTTPAddress: Sendable, Hashable {
    let isSecure: Bool
    /// User part as given, without the `@`.
    let user: String?
    /// Lower case; IPv6 in its brackets.
    let host: String
    /// Always present: the scheme's own port where none is given.
    let port: UInt16
    /// Begins with a slash; illegal bytes encoded, everything else as given.
    let path: String
    /// Illegal bytes encoded, everything else as given; without the question mark.
    let query: String?

    var origin: Origin { Origin(isSecure: isSecure, host: host, port: port) }

    init(_ uri: URIReference) throws(TransportError) {
        guard let scheme = uri.scheme, let authority = uri.authority else { throw .badLocation(.noHost) }
        isSecure = scheme == "https"
        let parts = authority.split(separator: "@", omittingEmptySubsequences: false)
        // Two `@` are read differently by different parsers: a way to hide the true host.
        guard parts.count <= 2, let hostAndPort = parts.last else { throw .badLocation(.badHost) }
        user = parts.count == 2 ? String(parts[0]) : nil
        guard user?.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) ?? true else {
            throw .badLocation(.badHost)
        }
        (host, port) = try Self.hostAndPort(hostAndPort, defaultPort: scheme == "https" ? 443 : 80)
        path = uri.path.isEmpty ? "/" : PercentEncoding.encodingIllegalBytes(uri.path)
        query = uri.query.map(PercentEncoding.encodingIllegalBytes)
    }

    private static func hostAndPort(
        _ text: Substring, defaultPort: UInt16
    ) throws(TransportError) -> (String, UInt16) {
        var host = text
        var port = Substring()
        // In an IPv6 literal the colons before the closing bracket belong to the host.
        let searched = text.lastIndex(of: "]").map { text[$0...] } ?? text
        if let colon = searched.firstIndex(of: ":") {
            host = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard !host.isEmpty else { throw .badLocation(.noHost) }
        if host.hasPrefix("[") {
            guard host.hasSuffix("]"),
                IPAddress(parsing: String(host.dropFirst().dropLast()))?.isVersion6 == true
            else { throw .badLocation(.badHost) }
        } else {
            let isName = host.utf8.allSatisfy {
                $0.isLetter || $0.isDigit || $0 >= 0x80 || "-._~".utf8.contains($0)
            }
            guard isName else { throw .badLocation(.badHost) }
        }
        guard !port.isEmpty else { return (host.lowercased(), defaultPort) }
        guard port.utf8.allSatisfy(\.isDigit), let number = UInt16(port), number > 0 else {
            throw .badLocation(.badPort)
        }
        return (host.lowercased(), number)
    }

    /// The address that the host spells out, in any of the ways that the system's resolver reads
    /// (`127.1`, `0x7f000001`). C: `inet_aton`.
    var literalAddress: IPAddress? {
        if host.hasPrefix("[") { return IPAddress(parsing: String(host.dropFirst().dropLast())) }
        var bytes: [UInt8] = [0, 0, 0, 0]
        return precut_spelled_address(host, &bytes) ? IPAddress(bytes: bytes) : nil
    }

    /// Host, with the port where it is not the scheme's own.
    var hostAndPort: String { port == (isSecure ? 443 : 80) ? host : "\(host):\(port)" }
    private var schemeText: String { isSecure ? "https" : "http" }

    /// The whole URL, secrets and all.
    var fullText: String {
        schemeText + "://" + (user.map { $0 + "@" } ?? "") + hostAndPort + path
            + (query.map { "?" + $0 } ?? "")
    }

    /// The URL without user part and query.
    var publicText: String { schemeText + "://" + hostAndPort + path }

    /// The URL as the base of references.
    var uri: URIReference {
        URIReference(
            scheme: schemeText, authority: (user.map { $0 + "@" } ?? "") + hostAndPort, path: path,
            query: query)
    }
}

/// Scheme, host and port: what custom headers are bound to (RFC 6454 section 4).
struct Origin: Sendable, Hashable {
    let isSecure: Bool
    let host: String
    let port: UInt16
}
