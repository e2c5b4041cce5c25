/// One line of a playlist as it stands there.
public struct PlaylistLine: Sendable, Hashable {
    /// What a line is for.
    public enum Role: Sendable, Hashable {
        /// It begins with `#EXT`; the name is without the `#`, the value what stands behind the first colon.
        case tag(name: String, value: String?)
        /// It begins with `#` otherwise.
        case comment
        /// It is a URI, as written.
        case uri
        /// Nothing, or white space.
        case blank
    }

    /// The place, counted from 1.
    public let number: Int
    /// The bytes before the line end.
    public let content: [UInt8]
    /// The line end: LF, CR LF, CR, or nothing at the end of the text.
    public let ending: [UInt8]

    /// The content as text; bytes that are no UTF-8 become U+FFFD.
    public var text: String { String(decoding: content, as: UTF8.self) }

    /// What the line is for (RFC 8216 4.1).
    public var role: Role {
        var body = content[...]
        while let last = body.last, last.isBlank { body.removeLast() }
        body = body.drop { $0.isBlank }
        guard let first = body.first else { return .blank }
        guard first == UInt8(ascii: "#") else { return .uri }
        guard body.starts(with: "#EXT".utf8) else { return .comment }
        let name = body.dropFirst().prefix { $0 != UInt8(ascii: ":") }
        let value = body.dropFirst(name.count + 2)
        return .tag(
            name: String(decoding: name, as: UTF8.self),
            value: body.count > name.count + 1 ? String(decoding: value, as: UTF8.self) : nil)
    }
}

extension UInt8 {
    /// A space or a tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
}
