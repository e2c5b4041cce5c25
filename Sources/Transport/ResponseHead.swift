/// Status and header fields of one answer, read line by line as libcurl delivers them.
struct ResponseHead: Sendable, Hashable {
    private(set) var status = 0
    /// Lower-case names; of a repeated field the last value.
    private var fields: [String: String] = [:]
    private(set) var byteCount = 0
    private(set) var isComplete = false

    subscript(name: String) -> String? { fields[name] }

    /// Takes one line, its end included. An interim answer (1xx) is forgotten when the next one begins.
    mutating func receive(_ line: String) {
        byteCount &+= line.utf8.count
        let text = line.prefix { !$0.isNewline }
        if text.hasPrefix("HTTP/") {
            let words = text.split(separator: " ", maxSplits: 2)
            status = words.count > 1 ? Int(words[1]) ?? 0 : 0
            fields = [:]
            isComplete = false
        } else if text.isEmpty {
            isComplete = status >= 200
        } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) {
            let value = text[text.utf8.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            let end = value.lastIndex { $0 != " " && $0 != "\t" }
            fields[text[..<colon].lowercased()] = end.map { String(value[...$0]) } ?? ""
        }
    }

    /// The stated length of the body as it travels.
    var contentLength: Int64? { self["content-length"].flatMap(Self.decimal) }

    /// Whether the body travels in another form than the resource's own.
    var isEncoded: Bool {
        guard let coding = self["content-encoding"]?.lowercased() else { return false }
        return !coding.isEmpty && coding != "identity"
    }

    /// `Retry-After` in seconds. The form with a date is not used: it would trust two clocks.
    var retryAfter: Duration? {
        self["retry-after"].flatMap(Self.decimal).map { .seconds(min($0, 86_400)) }
    }

    /// `Content-Range: bytes 0-99/1000`, RFC 9110 section 14.4.
    struct ContentRange: Sendable, Hashable {
        /// Absent in the form of 416, `bytes */1000`.
        var range: Range<Int64>?
        /// Absent where the server does not know.
        var size: Int64?
    }

    /// The `Content-Range` field; `nil` where it is absent or malformed.
    var contentRange: ContentRange? {
        guard let value = self["content-range"] else { return nil }
        let words = value.split(separator: " ")
        guard words.count == 2, words[0].lowercased() == "bytes" else { return nil }
        let parts = words[1].split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2 else { return nil }
        let size = parts[1] == "*" ? nil : Self.decimal(String(parts[1]))
        guard size != nil || parts[1] == "*" else { return nil }
        if parts[0] == "*" { return ContentRange(range: nil, size: size) }
        let bounds = parts[0].split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2, let first = Self.decimal(String(bounds[0])),
            let last = Self.decimal(String(bounds[1])), first <= last, last < .max, last < size ?? .max
        else { return nil }
        return ContentRange(range: first..<(last + 1), size: size)
    }

    /// Digits alone, no sign; `nil` for anything else and beyond 64 bits.
    private static func decimal(_ text: String) -> Int64? {
        text.utf8.allSatisfy(\.isDigit) ? Int64(text) : nil
    }
}
