extension ResourceLocation {
    /// Resolves a reference that was found in the playlist at this location (RFC 3986 section 5.2).
    ///
    /// Query strings are kept as given. Against a `file:` URL a reference is a URI, percent-encoding and all;
    /// against a plain path it is a file name, letter by letter (`a%20b.ts` names a file with a percent sign),
    /// unless it begins with a scheme.
    ///
    /// - Throws: ``TransportError/escapesToLocalFile(_:)`` where something that came over HTTP names a
    ///   file, ``TransportError/unsupportedScheme(_:)``, ``TransportError/badLocation(_:)``.
    public func resolve(_ reference: String) throws(TransportError) -> ResourceLocation {
        guard !reference.utf8.contains(where: \.isControl) else { throw .badLocation(.controlCharacter) }
        switch form {
        case .path(let base):
            if URIReference.scheme(of: Substring(reference)) != nil {
                return try ResourceLocation(URIReference(reference))
            }
            return ResourceLocation(.path(Self.neighbour(of: base, named: reference)))
        case .fileURL(let encodedPath, _):
            let base = URIReference(scheme: "file", authority: "", path: encodedPath, query: nil)
            return try ResourceLocation(base.resolving(URIReference(reference)))
        case .http(let address):
            let target = address.uri.resolving(URIReference(reference))
            guard target.scheme != "file" else { throw .escapesToLocalFile(redacted) }
            return try ResourceLocation(target)
        }
    }

    /// A file named relative to the folder of another; an empty name is the file itself.
    private static func neighbour(of path: String, named name: String) -> String {
        if name.isEmpty { return path }
        guard !name.hasPrefix("/"), let slash = path.lastIndex(of: "/") else { return name }
        return String(path[...slash]) + name
    }
}
