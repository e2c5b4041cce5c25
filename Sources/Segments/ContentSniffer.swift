internal import ElementaryStreams

/// Tells what the first bytes of something are.
enum ContentSniffer {
    /// The box types with which segments and initialization sections begin (ISO/IEC 14496-12, CMAF).
    private static let boxTypes: Set<String> = [
        "ftyp", "styp", "moof", "moov", "sidx", "ssix", "emsg", "prft", "free", "skip", "mdat", "uuid",
        "wide",
    ]

    /// The bytes begin with an mp4 box.
    static func isFragmentedMP4(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 8 else { return false }
        return boxTypes.contains(String(decoding: bytes[4..<8], as: UTF8.self))
    }

    /// A word for bytes that are no media segment: `HTML`, `WebVTT`, `text`, or the first bytes in hex.
    static func describe(_ bytes: [UInt8]) -> String {
        var head = bytes.prefix(512)
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { head = head.dropFirst(3) }
        head = head.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        let start = String(decoding: head.prefix(16), as: UTF8.self).lowercased()
        if start.hasPrefix("webvtt") { return "WebVTT" }
        if start.hasPrefix("#extm3u") { return "playlist" }
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "HTML" }
        if start.hasPrefix("<") { return "XML" }
        if start.hasPrefix("{") || start.hasPrefix("[") { return "JSON" }
        if head.starts(with: [0x1F, 0x8B]) { return "gzip" }
        if isFragmentedMP4(bytes) { return "mp4" }
        if !head.isEmpty, head.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || (0x09...0x0D).contains($0) }) {
            return "text"
        }
        return bytes.prefix(8).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined(separator: " ")
    }
}
