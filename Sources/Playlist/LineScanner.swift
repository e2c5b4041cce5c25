/// Cuts the text into lines without copying it; sees each byte once.
struct LineScanner {
    /// A line as offsets into the text.
    struct Line {
        /// The place, counted from 1.
        let number: Int
        /// Where the line begins, white space included.
        let rawStart: Int
        /// Where the line end begins.
        let rawEnd: Int
        /// Where the next line begins.
        let nextStart: Int
        /// The content without white space around it.
        let start: Int
        let end: Int
        /// A byte above 0x7E is in the line.
        let hasHighBytes: Bool
        /// A control character other than a tab is in the line.
        let hasControls: Bool

        /// White space stands before or behind the content.
        var isPadded: Bool { start != rawStart || end != rawEnd }
    }

    private let bytes: [UInt8]
    private var position: Int
    private var number = 0

    /// How many lines ended in LF, in CR LF, and in CR alone, so far.
    private(set) var lineFeeds = 0
    private(set) var carriageReturnLineFeeds = 0
    private(set) var carriageReturns = 0
    /// The place of the first line that ended in CR alone.
    private(set) var firstCarriageReturn: Int?

    /// Whether the text begins with a UTF-8 byte order mark.
    let hasByteOrderMark: Bool

    init(bytes: [UInt8]) {
        self.bytes = bytes
        hasByteOrderMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
        position = hasByteOrderMark ? 3 : 0
    }

    /// The next line, or `nil` at the end of the text.
    mutating func next() -> Line? {
        let rawStart = position
        guard rawStart < bytes.count else { return nil }
        number += 1
        var end = rawStart
        var hasHighBytes = false
        var hasControls = false
        while end < bytes.count {
            let byte = bytes[end]
            if byte < 0x20 {
                if byte == 0x0A || byte == 0x0D { break }
                if byte != 0x09 { hasControls = true }
            } else if byte > 0x7E {
                hasHighBytes = true
            }
            end += 1
        }
        let rawEnd = end
        position = skipLineEnd(at: end)
        var start = rawStart
        while start < end, bytes[start].isBlank { start += 1 }
        while end > start, bytes[end - 1].isBlank { end -= 1 }
        return Line(
            number: number, rawStart: rawStart, rawEnd: rawEnd, nextStart: position, start: start, end: end,
            hasHighBytes: hasHighBytes, hasControls: hasControls)
    }

    private mutating func skipLineEnd(at end: Int) -> Int {
        guard end < bytes.count else { return end }
        if bytes[end] == 0x0A {
            lineFeeds += 1
            return end + 1
        }
        if end + 1 < bytes.count, bytes[end + 1] == 0x0A {
            carriageReturnLineFeeds += 1
            return end + 2
        }
        carriageReturns += 1
        if firstCarriageReturn == nil { firstCarriageReturn = number }
        return end + 1
    }
}
