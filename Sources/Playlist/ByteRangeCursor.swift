/// Knows where the next byte range of a resource begins when the playlist does not say (RFC 8216 4.3.2.2).
struct ByteRangeCursor {
    private var uri = ""
    private var end: Int64?

    /// The range that `stated` means for the resource at `uri`: without an offset it begins where the one
    /// before it ended, provided that this was of the same resource, else at the first byte.
    mutating func resolve(
        _ stated: (length: Int64, offset: Int64?)?, in uri: String, _ context: inout ReadingContext
    ) -> ByteRange? {
        guard let stated else {
            end = nil
            return nil
        }
        var offset = stated.offset
        if offset == nil, let end, self.uri == uri { offset = end }
        if offset == nil { context.note(.byteRangeWithoutPredecessor, uri) }
        let range = ByteRange(offset: offset ?? 0, length: stated.length)
        if range == nil { context.note(.byteRangeMalformed, "\(stated.length)") }
        self.uri = uri
        end = range?.end
        return range
    }
}
