/// A first look: is this a playlist at all, and of which kind? It ends where both are known.
struct Survey {
    let isMultivariant: Bool

    static func of(_ bytes: [UInt8], limits: PlaylistLimits) throws(PlaylistError) -> Survey {
        var scanner = LineScanner(bytes: bytes)
        var isFirst = true
        var hasTag = false
        while let line = scanner.next() {
            guard line.number <= limits.maximumLines else { throw .tooManyLines(limit: limits.maximumLines) }
            guard line.start < line.end else { continue }
            let content = LineContent(bytes, line)
            if isFirst {
                isFirst = false
                let guess = ContentGuess(Array(bytes.prefix(512)))
                if case .tag(.header, _) = content {
                    hasTag = true
                } else if guess != .text {
                    throw .notAPlaylist(looksLike: guess)
                }
            }
            switch content {
            case .tag(let tag, _):
                hasTag = true
                if tag.isDecisive { return Survey(isMultivariant: tag.home == .multivariant) }
            case .unknownTag: hasTag = true
            case .blank, .comment, .uri: break
            }
        }
        if isFirst { throw .empty }
        guard hasTag else { throw .notAPlaylist(looksLike: ContentGuess(bytes)) }
        return Survey(isMultivariant: false)
    }
}
