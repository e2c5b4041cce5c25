/// Data about the presentation: EXT-X-SESSION-DATA (RFC 8216 4.3.4.4).
public struct SessionData: Sendable, Hashable {
    /// What it is, as a reversed domain name.
    public let dataID: String
    /// The data itself.
    public let value: String?
    /// Where the data is.
    public let uri: String?
    /// `JSON` or `RAW`, of what is at the URI (second edition).
    public let format: String?
    /// The language of the value (RFC 5646).
    public let language: String?
    /// The 1-based line of the tag.
    public let line: Int
}
