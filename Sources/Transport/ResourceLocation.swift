/// Where bytes lie: a file of this machine, or an `http(s)` URL.
///
/// Everything that prints it (`description`, `dump`, an interpolated error) shows neither user part nor query:
/// access tokens live there. ``fullText`` is the one way to them.
public struct ResourceLocation: Sendable, Hashable {
    enum Form: Sendable, Hashable {
        /// A path as the user wrote it; references to it are taken as file names, letter by letter.
        case path(String)
        /// A `file:` URL: its path still encoded, as the base of references, and decoded, for opening.
        case fileURL(encodedPath: String, path: String)
        case http(HTTPAddress)
    }

    let form: Form

    init(_ form: Form) { self.form = form }

    /// Reads what a user gives as a source: a path, a `file:` URL or an `http(s):` URL.
    ///
    /// What begins like a scheme is one: a file named `a:b` is given as `./a:b`. Bytes that no URL may hold
    /// (spaces, non-ASCII) are percent-encoded, all others kept as they are; a fragment of a URL is dropped.
    ///
    /// - Throws: ``TransportError/unsupportedScheme(_:)``, ``TransportError/badLocation(_:)``.
    public init(parsing text: String) throws(TransportError) {
        guard !text.isEmpty else { throw .badLocation(.empty) }
        guard URIReference.scheme(of: Substring(text)) != nil else {
            guard !text.utf8.contains(0) else { throw .badLocation(.controlCharacter) }
            self.init(.path(text))
            return
        }
        guard !text.utf8.contains(where: \.isControl) else { throw .badLocation(.controlCharacter) }
        try self.init(URIReference(text))
    }

    /// Makes a location of an absolute URI.
    init(_ uri: URIReference) throws(TransportError) {
        switch uri.scheme {
        case "http", "https": self.init(.http(try HTTPAddress(uri)))
        case "file":
            guard [nil, "", "localhost"].contains(uri.authority?.lowercased()) else {
                throw .badLocation(.fileOnHost)
            }
            guard !uri.path.isEmpty else { throw .badLocation(.empty) }
            guard let path = PercentEncoding.decoding(uri.path), !path.utf8.contains(0) else {
                throw .badLocation(.badPercentEncoding)
            }
            self.init(.fileURL(encodedPath: uri.path, path: path))
        default: throw .unsupportedScheme(uri.scheme ?? "")
        }
    }

    /// The path to open, relative to the working directory unless it begins with a slash; `nil` for a URL of a
    /// server.
    public var filePath: String? {
        switch form {
        case .path(let path), .fileURL(_, let path): path
        case .http: nil
        }
    }

    /// Whether it is a file of this machine.
    public var isFile: Bool { filePath != nil }

    /// The URL or path with everything in it, user part and query included: for use, never for display.
    public var fullText: String {
        switch form {
        case .path(let path): path
        case .fileURL(let encodedPath, _): "file://" + encodedPath
        case .http(let address): address.fullText
        }
    }

    /// What stays the same while tokens change: the URL without user part and query, or the absolute path of
    /// the file (dot segments removed by their letters, symbolic links left alone).
    public var cacheIdentity: String {
        switch form {
        case .path(let path), .fileURL(_, let path): "file:" + WorkingDirectory.absolutePath(path)
        case .http(let address): address.publicText
        }
    }

    /// The location as errors carry it.
    public var redacted: RedactedLocation { RedactedLocation(self) }

    var httpAddress: HTTPAddress? {
        if case .http(let address) = form { address } else { nil }
    }
}

extension ResourceLocation: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// `https://host/path/x.m3u8?…`: without user part and query, control characters escaped.
    public var description: String { redacted.description }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Shows no children: `dump` prints no more than ``description``.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
