/// A location as it may be shown to anybody: it never held the user part or the query.
public struct RedactedLocation: Sendable, Hashable, CustomStringConvertible {
    /// The path, or the URL with `?…` in the place of its query; control characters escaped.
    public let description: String

    init(_ location: ResourceLocation) {
        switch location.form {
        case .path(let path):
            // A playlist that was saved to disk may name its segments with their tokens.
            let shown = path.prefix { $0 != "?" }
            description = Self.escaped(String(shown)) + (shown.endIndex == path.endIndex ? "" : "?…")
        case .fileURL(let encodedPath, _): description = "file://" + Self.escaped(encodedPath)
        case .http(let address):
            description = Self.escaped(address.publicText) + (address.query == nil ? "" : "?…")
        }
    }

    /// Escapes what could move a terminal's cursor or turn the direction of its text.
    private static func escaped(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                result.append(contentsOf: scalar.escaped(asASCII: true).unicodeScalars)
            default: result.append(scalar)
            }
        }
        return String(result)
    }
}
