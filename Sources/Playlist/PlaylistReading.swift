/// What the readers of both kinds of playlist share: the walk over the lines.
protocol PlaylistReading {
    var context: ReadingContext { get set }

    /// The kind of playlist that is read.
    static var home: Tag.Home { get }

    /// Reads a known tag that belongs in this kind of playlist; an empty range where it has no value.
    mutating func read(_ tag: Tag, _ value: Range<Int>)

    /// Reads a URI line.
    mutating func readURI(_ range: Range<Int>)
}

extension PlaylistReading {
    /// Reads every line in order, and notes what concerns lines and the text as a whole.
    mutating func readLines(_ limits: PlaylistLimits) throws(PlaylistError) {
        var scanner = LineScanner(bytes: context.bytes)
        var hasHeader = false
        var lastLineIsOpen = false
        while let line = scanner.next() {
            guard line.number <= limits.maximumLines else { throw .tooManyLines(limit: limits.maximumLines) }
            context.line = line.number
            context.tag = ""
            context.segment = nil
            if line.hasControls || line.hasHighBytes { checkBytes(line) }
            if line.isPadded { context.note(.whitespaceAroundLine) }
            lastLineIsOpen = line.nextStart == line.rawEnd
            switch LineContent(context.bytes, line) {
            case .blank, .comment: break
            case .uri(let range): readURI(range)
            case .unknownTag(let name): context.note(.unknownTag, context.bytes[name])
            case .tag(.header, let value):
                if !hasHeader, line.number != 1 { context.note(.headerNotFirst) }
                hasHeader = true
                meet(.header, value)
            case .tag(let tag, let value):
                meet(tag, value)
                if tag.home == .either || tag.home == Self.home {
                    read(tag, value ?? line.end..<line.end)
                } else {
                    context.note(.foreignTag)
                }
            }
        }
        context.segment = nil
        context.tag = ""
        noteWholeText(scanner, hasHeader: hasHeader, lastLineIsOpen: lastLineIsOpen)
    }

    private mutating func meet(_ tag: Tag, _ value: Range<Int>?) {
        context.tag = tag.rawValue
        context.meet(tag)
        if tag == .allowCache { context.note(.obsoleteTag) }
        // A value where there is none to be, or one that no colon precedes.
        if let value, !tag.hasValue || context.bytes[value.lowerBound - 1] != UInt8(ascii: ":") {
            context.note(.malformedTag, context.bytes[value])
        }
    }

    private mutating func checkBytes(_ line: LineScanner.Line) {
        let content = context.bytes[line.start..<line.end]
        var previous: UInt8 = 0
        for byte in content {
            if byte < 0x20 || byte == 0x7F || (previous == 0xC2 && (0x80...0x9F).contains(byte)) {
                context.note(.controlCharacter, content)
                break
            }
            previous = byte
        }
        if line.hasHighBytes, String(validating: content, as: UTF8.self) == nil {
            context.note(.invalidUTF8, content)
        }
    }

    private mutating func noteWholeText(_ scanner: LineScanner, hasHeader: Bool, lastLineIsOpen: Bool) {
        if lastLineIsOpen { context.note(.missingFinalNewline) }
        context.line = 1
        if !hasHeader { context.note(.missingHeader) }
        if scanner.hasByteOrderMark { context.note(.byteOrderMark) }
        if scanner.lineFeeds > 0, scanner.carriageReturnLineFeeds > 0 {
            context.note(
                .mixedLineEndings, "\(scanner.lineFeeds) LF, \(scanner.carriageReturnLineFeeds) CR LF")
        }
        if let line = scanner.firstCarriageReturn {
            context.line = line
            context.note(.loneCarriageReturn, "\(scanner.carriageReturns)")
        }
    }
}
