/// Reads HLS playlists: RFC 8216 and the draft of its second edition, draft-pantos-hls-rfc8216bis.
public enum Playlist {
    /// Reads a playlist of either kind.
    ///
    /// Whatever a player would survive is read, and noted as an ``Offence``; ``PlaylistJudge`` says what it
    /// means. The kind is decided by the first tag that belongs to one kind only: EXT-X-STREAM-INF,
    /// EXT-X-I-FRAME-STREAM-INF and EXT-X-MEDIA make a multivariant playlist, EXTINF, EXT-X-TARGETDURATION and
    /// EXT-X-MEDIA-SEQUENCE, or none of all these, a media playlist. Where a tag or an attribute that may
    /// stand once stands twice, the last one counts.
    ///
    /// - Parameters:
    ///   - bytes: The text, UTF-8.
    ///   - limits: What is refused.
    ///   - variables: The variables of the multivariant playlist, for EXT-X-DEFINE with IMPORT.
    ///   - queryParameters: Those of the playlist's own URI, decoded, for EXT-X-DEFINE with QUERYPARAM.
    /// - Throws: ``PlaylistError`` where the bytes are no playlist at all.
    /// - Complexity: Time and memory are proportional to the number of bytes.
    public static func parse(
        _ bytes: [UInt8], limits: PlaylistLimits = .standard, variables: [String: String] = [:],
        queryParameters: [String: String] = [:]
    ) throws(PlaylistError) -> PlaylistDocument {
        guard bytes.count <= limits.maximumBytes else {
            throw .tooLarge(bytes: bytes.count, limit: limits.maximumBytes)
        }
        let survey = try Survey.of(bytes, limits: limits)
        let inputs = ReadingInputs(bytes: bytes, limits: limits, imported: variables, query: queryParameters)
        if survey.isMultivariant {
            var reader = MultivariantPlaylistReader(inputs)
            try reader.readLines(limits)
            return .multivariant(reader.finished())
        }
        var reader = MediaPlaylistReader(inputs)
        try reader.readLines(limits)
        return .media(reader.finished())
    }
}
