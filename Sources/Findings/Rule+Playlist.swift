/// The media playlist as a whole: HLS050 to HLS072.
extension Rule {
    static let playlistRules: [Rule] = [
        .missingTargetDuration, .fractionalTargetDuration, .unusableTargetDuration, .versionTooLow,
        .versionUnknown, .missingEndList, .eventPlaylist, .vodWithoutEndList, .emptyPlaylist,
        .sequenceNumberMalformed, .mediaSequenceLate, .discontinuitySequenceLate, .iFramesOnly, .dateRange,
        .startBeyondEnd, .deltaUpdate, .partialSegments, .lowLatencyControl, .obsoleteTag,
    ]

    /// No EXT-X-TARGETDURATION.
    public static let missingTargetDuration = Rule(
        "HLS050", "media playlist without target duration", .error,
        explanation: """
            EXT-X-TARGETDURATION is required: players take buffer sizes and reload times from it, and several \
            refuse a playlist without it.
            """,
        remedy: "Add EXT-X-TARGETDURATION with the longest EXTINF, rounded.", reference: "RFC 8216 4.3.3.1")

    /// `#EXT-X-TARGETDURATION:9.6`.
    public static let fractionalTargetDuration = Rule(
        "HLS051", "target duration that is not a whole number", .error,
        explanation: """
            The target duration is a whole number of seconds. It was read exactly; players cut it off at the \
            point, or refuse it.
            """,
        remedy: "Round the target duration up.", reference: "RFC 8216 4.3.3.1")

    /// Zero, text, astronomic.
    public static let unusableTargetDuration = Rule(
        "HLS052", "target duration that is not usable", .error,
        explanation: "The target duration is zero, negative, absurd, or no number; it counts as not given.",
        remedy: "Write the longest EXTINF, rounded to the nearest whole second.",
        reference: "RFC 8216 4.3.3.1")

    /// A feature of a later version.
    public static let versionTooLow = Rule(
        "HLS053", "EXT-X-VERSION too low for what is used", .error,
        explanation: """
            Something in the playlist was introduced by a later protocol version than it declares; no \
            EXT-X-VERSION means 1. A client of the declared version may misread it.
            """,
        remedy: "Raise EXT-X-VERSION to the version named.", reference: "RFC 8216 7")

    /// A version of the future.
    public static let versionUnknown = Rule(
        "HLS054", "EXT-X-VERSION that is not known", .warning,
        explanation: """
            The playlist declares a protocol version above 13, the newest that this program knows. Older \
            clients must not play it, and something in it may be misread here.
            """,
        remedy: "Declare the lowest version that what is used needs.", reference: "RFC 8216 4.3.1.2")

    /// No EXT-X-ENDLIST.
    public static let missingEndList = Rule(
        "HLS055", "playlist without EXT-X-ENDLIST", .warning,
        explanation: """
            More segments may follow, or the first ones go: the playlist is live, or it was cut short. It was \
            read as it stands; the same position may mean something else a moment later.
            """,
        remedy: "Use a finished snapshot; make sure that the playlist is complete.",
        reference: "RFC 8216 4.3.3.4")

    /// EVENT, still growing.
    public static let eventPlaylist = Rule(
        "HLS056", "event playlist that still grows", .info,
        explanation: """
            Its type is EVENT and it has no EXT-X-ENDLIST: segments are only added at the end, so positions \
            keep their meaning, but the end moves.
            """,
        remedy: "Nothing needs to be done for positions that are already in the playlist.",
        reference: "RFC 8216 4.3.3.5")

    /// VOD without EXT-X-ENDLIST.
    public static let vodWithoutEndList = Rule(
        "HLS057", "VOD playlist without EXT-X-ENDLIST", .warning,
        explanation: """
            A VOD playlist never changes, yet without EXT-X-ENDLIST players load it again and again and wait \
            for more. Its end may also be missing.
            """,
        remedy: "Add EXT-X-ENDLIST; make sure that the playlist is complete.", reference: "RFC 8216 4.3.3.5")

    /// No segments.
    public static let emptyPlaylist = Rule(
        "HLS058", "media playlist without segments", .error,
        explanation: "There is nothing to play or to cut.",
        remedy: "Check that the recording had begun and that the playlist is complete.",
        reference: "RFC 8216 4.3.3")

    /// A sequence number that is none.
    public static let sequenceNumberMalformed = Rule(
        "HLS059", "sequence number that is not usable", .error,
        explanation: """
            EXT-X-MEDIA-SEQUENCE and EXT-X-DISCONTINUITY-SEQUENCE are whole numbers below 2⁶². The number \
            counts as not given; segments that are encrypted without an IV then decrypt to noise.
            """,
        remedy: "Write the number in decimal digits.", reference: "RFC 8216 4.3.3.2")

    /// EXT-X-MEDIA-SEQUENCE below a segment.
    public static let mediaSequenceLate = Rule(
        "HLS060", "EXT-X-MEDIA-SEQUENCE behind the first segment", .error,
        explanation: """
            The number is that of the first segment and must stand before it. It was applied to the first \
            segment; players may have numbered the segments above it from zero.
            """,
        remedy: "Move the tag above the first segment.", reference: "RFC 8216 4.3.3.2")

    /// EXT-X-DISCONTINUITY-SEQUENCE too late.
    public static let discontinuitySequenceLate = Rule(
        "HLS061", "EXT-X-DISCONTINUITY-SEQUENCE behind a segment or discontinuity", .error,
        explanation: """
            The number must stand before the first segment and the first EXT-X-DISCONTINUITY. It was applied \
            to the beginning of the playlist.
            """,
        remedy: "Move the tag above the first segment.", reference: "RFC 8216 4.3.3.3")

    /// EXT-X-I-FRAMES-ONLY.
    public static let iFramesOnly = Rule(
        "HLS062", "I-frame playlist", .warning,
        explanation: """
            Every segment is a single I-frame and lasts until the next; the frames between them are in another \
            playlist. It is meant for seeking and cannot tell what a clip contains.
            """,
        remedy: "Open the media playlist that it was made from.", reference: "RFC 8216 4.3.3.6")

    /// EXT-X-DATERANGE that contradicts itself.
    public static let dateRange = Rule(
        "HLS063", "date range that contradicts itself", .error,
        explanation: """
            A date range must not end before it begins, END-DATE must be START-DATE plus DURATION where both \
            are given, END-ON-NEXT needs a CLASS and neither DURATION nor END-DATE, two ranges of one ID must \
            not differ, and a playlist with date ranges needs at least one EXT-X-PROGRAM-DATE-TIME.
            """,
        remedy: "Correct the attributes named.", reference: "RFC 8216 4.3.2.7")

    /// EXT-X-START outside.
    public static let startBeyondEnd = Rule(
        "HLS064", "start offset beyond the playlist", .warning,
        explanation: """
            The absolute value of TIME-OFFSET should not be larger than the playlist is long. Players then \
            begin at its end or at its beginning.
            """,
        remedy: "Correct TIME-OFFSET.", reference: "RFC 8216 4.3.5.2")

    /// EXT-X-SKIP.
    public static let deltaUpdate = Rule(
        "HLS065", "delta update instead of the whole playlist", .error,
        explanation: """
            EXT-X-SKIP stands for segments that an earlier copy of the playlist listed. They are not in this \
            text, so that its first segment is not the first of the presentation.
            """,
        remedy: "Fetch the playlist without _HLS_skip in its query.",
        reference: "draft-pantos-hls-rfc8216bis 4.4.5.2")

    /// EXT-X-PART.
    public static let partialSegments = Rule(
        "HLS066", "low-latency playlist with partial segments", .info,
        explanation: """
            The playlist lists partial segments. Only whole segments are looked at; partial ones behind the \
            last whole segment are not part of what is analyzed.
            """,
        remedy: "Nothing needs to be done.", reference: "draft-pantos-hls-rfc8216bis 4.4.4.9")

    /// EXT-X-PART-INF and EXT-X-SERVER-CONTROL that do not fit.
    public static let lowLatencyControl = Rule(
        "HLS067", "low-latency control that does not fit", .error,
        explanation: """
            Partial segments need EXT-X-PART-INF; it needs a PART-HOLD-BACK of at least twice PART-TARGET; \
            HOLD-BACK is at least three target durations, and CAN-SKIP-UNTIL at least six.
            """,
        remedy: "Correct EXT-X-SERVER-CONTROL and EXT-X-PART-INF.",
        reference: "draft-pantos-hls-rfc8216bis 4.4.3.8")

    /// EXT-X-ALLOW-CACHE.
    public static let obsoleteTag = Rule(
        "HLS068", "tag that was removed from the protocol", .info,
        explanation: "EXT-X-ALLOW-CACHE was removed in protocol version 7. Players ignore it.",
        remedy: "Leave the tag out.", reference: "RFC 8216 7")
}
