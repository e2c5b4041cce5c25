/// What the first bytes of something that is not a playlist look like.
public enum ContentGuess: String, Sendable, Hashable, CaseIterable {
    /// A page for people, such as a login form or an error page.
    case html
    /// An MPEG-DASH manifest.
    case dashManifest
    /// Some other XML.
    case xml
    /// A JSON document, such as the error of an API.
    case json
    /// A compressed body that nobody has unpacked.
    case gzip
    /// A media segment: an MPEG-2 transport stream.
    case transportStream
    /// A media segment or a movie: ISO base media.
    case isoMedia
    /// Sound: an ID3 tag.
    case id3
    /// A JPEG, PNG, GIF or WebP picture.
    case image
    /// Text in UTF-16 or UTF-32, which RFC 8216 does not allow.
    case wideText
    /// Bytes that are no text.
    case binary
    /// Text, but none that begins any line with a tag.
    case text

    /// Looks at the first bytes, no more than a few hundred of them.
    public init(_ bytes: [UInt8]) {
        let head = Array(bytes.prefix(512))
        if let kind = Self.bySignature(head, of: bytes) {
            self = kind
        } else if head.contains(where: { $0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0) }) {
            self = .binary
        } else {
            self = Self.byText(head)
        }
    }

    private static func bySignature(_ head: [UInt8], of bytes: [UInt8]) -> ContentGuess? {
        func begins(_ signature: [UInt8], at offset: Int = 0) -> Bool {
            head.dropFirst(offset).starts(with: signature)
        }
        if begins([0x1F, 0x8B]) { return .gzip }
        if begins([0xFF, 0xFE]) || begins([0xFE, 0xFF]) || begins([0, 0, 0xFE, 0xFF]) { return .wideText }
        if begins(Array("#\0E\0".utf8)) || begins(Array("\0#\0E".utf8)) { return .wideText }
        if begins(Array("ID3".utf8)) { return .id3 }
        if begins([0xFF, 0xD8, 0xFF]) || begins([0x89, 0x50, 0x4E, 0x47]) || begins(Array("GIF8".utf8)) {
            return .image
        }
        if begins(Array("RIFF".utf8)), begins(Array("WEBP".utf8), at: 8) { return .image }
        for box in ["ftyp", "styp", "moof", "moov", "sidx"] where begins(Array(box.utf8), at: 4) {
            return .isoMedia
        }
        if head.first == 0x47, bytes.count == 188 || (bytes.count > 188 && bytes[188] == 0x47) {
            return .transportStream
        }
        return nil
    }

    private static func byText(_ head: [UInt8]) -> ContentGuess {
        let start = head.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF].contains($0) }
        let text = String(decoding: start, as: UTF8.self).lowercased()
        if text.hasPrefix("{") || text.hasPrefix("[") { return .json }
        guard text.hasPrefix("<") else { return .text }
        if text.contains("<mpd") { return .dashManifest }
        if text.contains("<html") || text.hasPrefix("<!doctype html") { return .html }
        return text.hasPrefix("<?xml") ? .xml : .html
    }
}
