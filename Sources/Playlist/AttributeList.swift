/// The attributes of a tag in the order given, those that nobody knows included (RFC 8216 4.2).
public struct AttributeList: Sendable, Hashable {
    /// One name and its value.
    public struct Attribute: Sendable, Hashable {
        /// The name, `BANDWIDTH`.
        public let name: String
        /// The value without its quotes, variables replaced.
        public let value: String
        /// The value stood in double quotes.
        public let isQuoted: Bool
    }

    /// All of them, repeated ones too.
    public internal(set) var attributes: [Attribute] = []

    /// The attribute called `name`; of repeated ones the last, as players take it.
    public subscript(name: String) -> Attribute? { attributes.last { $0.name == name } }
}
