/// A custom header (`--header 'Name: value'`), checked so that it can neither split a request nor undo what
/// the transport relies on.
public struct HeaderField: Sendable, Hashable {
    /// The name as given.
    public let name: String
    let value: String

    /// Reads `Name: value`; white space around the value is dropped, an empty value is sent as such.
    ///
    /// - Throws: ``TransportError/badHeader(_:)``.
    public init(parsing text: String) throws(TransportError) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { throw .badHeader(.noColon) }
        let name = text[..<colon]
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte) else { throw .badHeader(.badName) }
        guard !Self.reservedNames.contains(name.lowercased()) else {
            throw .badHeader(.reservedName(name.lowercased()))
        }
        let value = text[text.utf8.index(after: colon)...]
        guard !value.utf8.contains(where: { $0.isControl && $0 != UInt8(ascii: "\t") }) else {
            throw .badHeader(.controlCharacter)
        }
        self.name = String(name)
        let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        var trimmed = value.drop(while: isBlank)
        while trimmed.last.map(isBlank) == true { trimmed.removeLast() }
        self.value = String(trimmed)
    }

    /// The line that libcurl takes: an empty value is written with a semicolon there.
    var curlLine: String { value.isEmpty ? name + ";" : name + ": " + value }

    /// Names that the transport sets itself, or that frame the message.
    private static let reservedNames: Set<String> = [
        "range", "if-range", "accept-encoding", "content-length", "transfer-encoding", "connection",
        "keep-alive", "upgrade", "te", "trailer", "expect", "proxy-connection",
    ]

    /// RFC 9110 section 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte.isLetter || byte.isDigit || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

extension HeaderField: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The name alone: values hold credentials.
    public var description: String { name + ": …" }
    /// The same as ``description``.
    public var debugDescription: String { description }
    /// Shows no children: `dump` prints no more than ``description``.
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// What is wrong with a text that should be a header. The text is not repeated: it may be a credential.
public enum HeaderDefect: Sendable, Hashable {
    /// No colon between name and value.
    case noColon
    /// An empty name, or one with characters that no name may hold.
    case badName
    /// A line break or another control character in the value.
    case controlCharacter
    /// A header that the transport sets itself.
    case reservedName(String)
}
