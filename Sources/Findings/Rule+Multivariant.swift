/// Multivariant playlists: HLS085 to HLS097.
extension Rule {
    static let multivariantRules: [Rule] = [
        .variantWithoutBandwidth, .variantWithoutURI, .uriWithoutVariant, .noVariants, .missingGroup,
        .renditionRule, .renditionGroup, .closedCaptionsNone, .sessionData, .sessionKey,
        .variantWithoutCodecs, .unknownPathway, .bandwidthOrder,
    ]

    /// BANDWIDTH is missing.
    public static let variantWithoutBandwidth = Rule(
        "HLS085", "variant without BANDWIDTH", .error,
        explanation: """
            BANDWIDTH is required; players choose variants by it. This one counts as the lowest of all.
            """,
        remedy: "Add BANDWIDTH with the peak bit rate.", reference: "RFC 8216 4.3.4.2")

    /// No URI behind EXT-X-STREAM-INF.
    public static let variantWithoutURI = Rule(
        "HLS086", "EXT-X-STREAM-INF without URI", .error,
        explanation: """
            The URI of the variant must be on the next line. None follows before the next EXT-X-STREAM-INF or \
            the end; the variant was left out.
            """,
        remedy: "Add the URI, or remove the tag.", reference: "RFC 8216 4.3.4.2")

    /// A URI by itself.
    public static let uriWithoutVariant = Rule(
        "HLS087", "URI without EXT-X-STREAM-INF", .error,
        explanation: """
            In a multivariant playlist a URI belongs to the EXT-X-STREAM-INF above it. There is none; the URI \
            was left out.
            """,
        remedy: "Add the tag, or remove the URI.", reference: "RFC 8216 4.3.4.2")

    /// Nothing to play.
    public static let noVariants = Rule(
        "HLS088", "multivariant playlist without variants", .error,
        explanation: "No EXT-X-STREAM-INF with a URI is there, so there is nothing to play.",
        remedy: "Check that the playlist is complete.", reference: "RFC 8216 4.3.4")

    /// A group that is not there.
    public static let missingGroup = Rule(
        "HLS089", "reference to a group that does not exist", .error,
        explanation: """
            AUDIO, VIDEO, SUBTITLES and CLOSED-CAPTIONS name the GROUP-ID of EXT-X-MEDIA tags of that type. No \
            such tag is there; players refuse the variant or play it without.
            """,
        remedy: "Add the EXT-X-MEDIA tags, or correct the name.", reference: "RFC 8216 4.3.4.2")

    /// EXT-X-MEDIA against its own rules.
    public static let renditionRule = Rule(
        "HLS090", "rendition that contradicts itself", .error,
        explanation: """
            Closed captions have an INSTREAM-ID (CC1 to CC4, SERVICE1 to SERVICE63) and no URI; subtitles have a \
            URI; FORCED is for subtitles alone; DEFAULT=YES excludes AUTOSELECT=NO.
            """,
        remedy: "Correct the attributes named.", reference: "RFC 8216 4.3.4.1")

    /// A group against its rules.
    public static let renditionGroup = Rule(
        "HLS091", "group of renditions that cannot be told apart", .error,
        explanation: """
            The members of a group must have different NAMEs, and at most one of them DEFAULT=YES.
            """,
        remedy: "Give each rendition its name, and one of them DEFAULT=YES.",
        reference: "RFC 8216 4.3.4.1.1")

    /// NONE in some variants.
    public static let closedCaptionsNone = Rule(
        "HLS092", "CLOSED-CAPTIONS=NONE in some variants only", .error,
        explanation: """
            If one EXT-X-STREAM-INF says NONE all must, because players decide once whether captions can be \
            switched on.
            """,
        remedy: "Write NONE in all variants or in none.", reference: "RFC 8216 4.3.4.2")

    /// EXT-X-SESSION-DATA.
    public static let sessionData = Rule(
        "HLS093", "session data of the wrong form", .error,
        explanation: """
            EXT-X-SESSION-DATA has either VALUE or URI, not both, and one DATA-ID and LANGUAGE stand together \
            only once.
            """,
        remedy: "Correct or remove the tag.", reference: "RFC 8216 4.3.4.4")

    /// EXT-X-SESSION-KEY.
    public static let sessionKey = Rule(
        "HLS094", "session key of the wrong form", .error,
        explanation: """
            The METHOD of EXT-X-SESSION-KEY must not be NONE, and no two may have the same METHOD, URI, IV, \
            KEYFORMAT and KEYFORMATVERSIONS.
            """,
        remedy: "Correct or remove the tag.", reference: "RFC 8216 4.3.4.5")

    /// CODECS is missing.
    public static let variantWithoutCodecs = Rule(
        "HLS095", "variant without CODECS", .info,
        explanation: """
            Every EXT-X-STREAM-INF should have CODECS. Without it a player must load a segment to learn whether \
            it can play the variant.
            """,
        remedy: "Add CODECS with every format in the variant and its renditions.",
        reference: "RFC 8216 4.3.4.2")

    /// A pathway that no variant is on.
    public static let unknownPathway = Rule(
        "HLS096", "content steering to a pathway without variants", .error,
        explanation: """
            PATHWAY-ID of EXT-X-CONTENT-STEERING names the pathway to begin with. No variant is on it.
            """,
        remedy: "Correct the PATHWAY-ID; without one a variant is on the pathway \".\".",
        reference: "draft-pantos-hls-rfc8216bis 4.4.6.6")

    /// AVERAGE-BANDWIDTH above BANDWIDTH.
    public static let bandwidthOrder = Rule(
        "HLS097", "average bit rate above the peak", .warning,
        explanation: "AVERAGE-BANDWIDTH is larger than BANDWIDTH, so that one of them is wrong.",
        remedy: "Measure both; BANDWIDTH is the largest bit rate of any segment.",
        reference: "RFC 8216 4.3.4.2")
}
