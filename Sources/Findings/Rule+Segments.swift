/// Segments, their durations, byte ranges and dates: HLS021 to HLS044.
extension Rule {
    static let segmentRules: [Rule] = [
        .longSegment, .extinfWithoutComma, .extinfWhitespace, .extinfNotANumber, .extinfNegative, .extinfZero,
        .extinfTooLarge, .extinfShortened, .uriWithoutExtinf, .extinfWithoutURI, .integerDurations,
        .byteRangeMalformed, .byteRangeWithoutPredecessor, .gap, .dateUnreadable, .dateWithoutZone,
        .dateBackwards, .dateInconsistent, .segmentAfterEnd, .fragmentsWithoutMap, .longPartialSegment,
    ]

    /// EXTINF above EXT-X-TARGETDURATION.
    public static let longSegment = Rule(
        "HLS021", "EXTINF longer than the target duration", .error,
        explanation: """
            Rounded to the nearest whole second, every EXTINF must be at most the target duration. Players take \
            their buffers and reload times from the target duration, and stall on segments that are longer.
            """,
        remedy: "Raise EXT-X-TARGETDURATION to the longest segment, or cut the segments shorter.",
        reference: "RFC 8216 4.3.3.1")

    /// `#EXTINF:9.009`.
    public static let extinfWithoutComma = Rule(
        "HLS022", "EXTINF without a comma", .warning,
        explanation: """
            The form is #EXTINF:<duration>,[<title>]; the comma is not optional. Some parsers drop the duration \
            of such a line.
            """,
        remedy: "Put a comma behind the duration.", reference: "RFC 8216 4.3.2.1")

    /// `#EXTINF: 9.009,`.
    public static let extinfWhitespace = Rule(
        "HLS023", "white space around the duration of an EXTINF", .warning,
        explanation: "No white space is allowed there. It was left out; strict parsers refuse the number.",
        remedy: "Write the duration directly between colon and comma.", reference: "RFC 8216 4.3.2.1")

    /// `#EXTINF:abc,`.
    public static let extinfNotANumber = Rule(
        "HLS024", "EXTINF that is not a decimal number", .error,
        explanation: """
            The duration is digits with at most one decimal point. A number at the beginning was used, as \
            players use it; where there is none, or one with an exponent, the segment counts as zero seconds \
            long and everything behind it is early on the playlist clock.
            """,
        remedy: "Write the duration in seconds, 9.009.", reference: "RFC 8216 4.3.2.1")

    /// `#EXTINF:-1,`.
    public static let extinfNegative = Rule(
        "HLS025", "negative EXTINF", .error,
        explanation: """
            A duration cannot be negative; radio playlists write -1 for unknown. The segment counts as zero \
            seconds long on the playlist clock.
            """,
        remedy: "Write the segment's real duration.", reference: "RFC 8216 4.3.2.1")

    /// `#EXTINF:0,`.
    public static let extinfZero = Rule(
        "HLS026", "EXTINF of zero", .warning,
        explanation: """
            The segment takes no time on the playlist clock, so that no position leads to it, although it may \
            hold media.
            """,
        remedy: "Write the segment's real duration, or leave the segment out.", reference: "RFC 8216 4.3.2.1")

    /// Above 10⁹ seconds.
    public static let extinfTooLarge = Rule(
        "HLS027", "EXTINF beyond any real duration", .error,
        explanation: """
            The duration is above 1,000,000,000 seconds, some thirty years. It counts as zero.
            """,
        remedy: "Write the segment's real duration in seconds, not in ticks or microseconds.",
        reference: "RFC 8216 4.3.2.1")

    /// More than 27 digits.
    public static let extinfShortened = Rule(
        "HLS028", "EXTINF with more digits than are kept", .info,
        explanation: """
            Digits beyond the twenty-seventh behind the point were dropped. All sums are exact in what was \
            kept, far below any clock's precision.
            """,
        remedy: "Nothing needs to be done.", reference: "RFC 8216 4.3.2.1")

    /// No EXTINF before a URI.
    public static let uriWithoutExtinf = Rule(
        "HLS029", "URI without EXTINF", .error,
        explanation: """
            Every segment needs an EXTINF. This one counts as zero seconds long; many players leave it out \
            altogether, so that what they show differs from here on.
            """,
        remedy: "Add the EXTINF, or remove the URI.", reference: "RFC 8216 4.3.2.1")

    /// No URI behind an EXTINF.
    public static let extinfWithoutURI = Rule(
        "HLS030", "EXTINF without URI", .error,
        explanation: """
            No URI follows, before the next EXTINF or the end. The line has no effect; a segment may be lost, \
            or the playlist cut short.
            """,
        remedy: "Add the URI, or remove the EXTINF; fetch the playlist again.", reference: "RFC 8216 4.3.2.1")

    /// Whole seconds only.
    public static let integerDurations = Rule(
        "HLS031", "durations rounded to whole seconds", .warning,
        explanation: """
            Every EXTINF is a whole number. Unless the segments really are, the playlist clock drifts from the \
            media by up to half a second with each segment: 6 for 6.006 s is 14.4 s off after four hours. \
            Positions taken from such a playlist are not exact; those from the media are.
            """,
        remedy: "Measure against the media, and write durations with decimals (EXT-X-VERSION 3).",
        reference: "RFC 8216 4.3.2.1")

    /// Not `n[@o]`.
    public static let byteRangeMalformed = Rule(
        "HLS032", "byte range of the wrong form", .error,
        explanation: """
            A byte range is n or n@o: a length and an offset in whole bytes that fit in 63 bits. This one was \
            left out, so that the whole resource is meant.
            """,
        remedy: "Write the byte range as n@o.", reference: "RFC 8216 4.3.2.2")

    /// No offset, and nothing to continue.
    public static let byteRangeWithoutPredecessor = Rule(
        "HLS033", "byte range without offset that continues nothing", .error,
        explanation: """
            Without an offset a byte range begins where that of the segment before it ended, which must be of \
            the same resource. There is none; the range was taken from the first byte.
            """,
        remedy: "Write the offset: n@o.", reference: "RFC 8216 4.3.2.2")

    /// EXT-X-GAP.
    public static let gap = Rule(
        "HLS034", "gap", .warning,
        explanation: """
            The segment is marked as missing. It takes its time on the playlist clock and has no picture: an \
            instant inside it cannot be shown, and a clip across it has a hole.
            """,
        remedy: "Choose in and out points outside the gap.",
        reference: "draft-pantos-hls-rfc8216bis 4.4.4.7")

    /// No date and time.
    public static let dateUnreadable = Rule(
        "HLS035", "date that cannot be read", .error,
        explanation: """
            A date is ISO 8601, 2024-02-29T23:59:59.123+09:00. This one is not, or names a day or hour that \
            does not exist; it counts as not given.
            """,
        remedy: "Write the date as YYYY-MM-DDThh:mm:ss.SSSZ.", reference: "RFC 8216 4.3.2.6")

    /// No offset from UTC.
    public static let dateWithoutZone = Rule(
        "HLS036", "date without time zone", .warning,
        explanation: """
            The date says no offset from UTC. It was read as UTC; a player may take its own time zone, hours \
            away.
            """,
        remedy: "Write Z or the offset behind the time.", reference: "RFC 8216 4.3.2.6")

    /// Earlier than the one before.
    public static let dateBackwards = Rule(
        "HLS037", "program date and time that goes backwards", .warning,
        explanation: """
            The wall clock at this segment is before that of an earlier segment. One wall-clock time then leads \
            to two places, and players that seek by date choose the wrong one.
            """,
        remedy: "Check the encoder's clock; use snapshot time instead of wall clock.",
        reference: "RFC 8216 4.3.2.6")

    /// Off from the sum of EXTINF.
    public static let dateInconsistent = Rule(
        "HLS038", "program date and time that disagrees with EXTINF", .warning,
        explanation: """
            Between two dates without a discontinuity the wall clock must advance by the durations between \
            them. It is more than a tenth of a second off, so that either the dates or the durations are wrong.
            """,
        remedy: "Trust the media's own timestamps; check the encoder's clock.", reference: "RFC 8216 4.3.2.6")

    /// Behind EXT-X-ENDLIST.
    public static let segmentAfterEnd = Rule(
        "HLS039", "segment behind EXT-X-ENDLIST", .warning,
        explanation: """
            EXT-X-ENDLIST may stand anywhere, and the segment belongs to the playlist. Some players stop \
            reading there nonetheless; two playlists that were joined look like this.
            """,
        remedy: "Move EXT-X-ENDLIST to the end.", reference: "RFC 8216 4.3.3.4")

    /// fMP4 without EXT-X-MAP.
    public static let fragmentsWithoutMap = Rule(
        "HLS040", "fragmented mp4 without EXT-X-MAP", .warning,
        explanation: """
            The segments are called .m4s, .cmfv or .cmfa, and such fragments cannot be read without their \
            initialization section, which no EXT-X-MAP names.
            """,
        remedy: "Add #EXT-X-MAP:URI=\"…\" above the first segment.", reference: "RFC 8216 3.3")

    /// EXT-X-PART above PART-TARGET.
    public static let longPartialSegment = Rule(
        "HLS041", "partial segment longer than the part target", .error,
        explanation: "The duration of a partial segment must be at most PART-TARGET.",
        remedy: "Raise PART-TARGET, or cut the parts shorter.",
        reference: "draft-pantos-hls-rfc8216bis 4.4.4.9")
}
