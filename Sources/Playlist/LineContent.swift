/// What a line says, as offsets into the text.
enum LineContent {
    case blank
    case comment
    case uri(Range<Int>)
    case tag(Tag, value: Range<Int>?)
    case unknownTag(name: Range<Int>)

    init(_ bytes: [UInt8], _ line: LineScanner.Line) {
        let (start, end) = (line.start, line.end)
        guard start < end else {
            self = .blank
            return
        }
        guard bytes[start] == UInt8(ascii: "#") else {
            self = .uri(start..<end)
            return
        }
        guard end - start >= 4, bytes[start + 1] == UInt8(ascii: "E"), bytes[start + 2] == UInt8(ascii: "X"),
            bytes[start + 3] == UInt8(ascii: "T")
        else {
            self = .comment
            return
        }
        var nameEnd = start + 4
        while nameEnd < end, bytes[nameEnd] != UInt8(ascii: ":"), !bytes[nameEnd].isBlank { nameEnd += 1 }
        guard let tag = Self.tag(bytes, start + 1, nameEnd) else {
            self = .unknownTag(name: (start + 1)..<nameEnd)
            return
        }
        self = .tag(tag, value: nameEnd < end ? (nameEnd + 1)..<end : nil)
    }

    private static func tag(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Tag? {
        // The one tag that every segment has is found without making a string.
        if end - start == 6, bytes[start + 3] == UInt8(ascii: "I"), bytes[start + 4] == UInt8(ascii: "N"),
            bytes[start + 5] == UInt8(ascii: "F")
        {
            return .segmentDuration
        }
        guard end - start <= longestName else { return nil }
        return Tag.byName[String(decoding: bytes[start..<end], as: UTF8.self)]
    }

    private static let longestName = Tag.allCases.map(\.rawValue.utf8.count).max() ?? 0
}
