/// The playlist as text: HLS001 to HLS009.
extension Rule {
    static let textRules: [Rule] = [
        .missingHeader, .headerNotFirst, .byteOrderMark, .invalidUTF8, .controlCharacter, .loneCarriageReturn,
        .mixedLineEndings, .missingFinalNewline, .whitespaceAroundLine,
    ]

    /// There is no `#EXTM3U`.
    public static let missingHeader = Rule(
        "HLS001", "playlist without #EXTM3U", .error,
        explanation: """
            A playlist is told from a plain list of files by its first line, #EXTM3U. Without it many players \
            refuse the playlist; here it was read because other HLS tags are present.
            """,
        remedy: "Put #EXTM3U on the first line, or fetch the playlist again if its beginning was lost.",
        reference: "RFC 8216 4.3.1.1")

    /// `#EXTM3U` comes later.
    public static let headerNotFirst = Rule(
        "HLS002", "#EXTM3U below the first line", .error,
        explanation: """
            #EXTM3U must be the very first line. Players that look at the first bytes only do not recognise \
            this playlist.
            """,
        remedy: "Remove everything above #EXTM3U, blank lines and comments included.",
        reference: "RFC 8216 4.3.1.1")

    /// U+FEFF at the beginning.
    public static let byteOrderMark = Rule(
        "HLS003", "byte order mark", .error,
        explanation: """
            The playlist begins with the three bytes EF BB BF. They are not allowed, and clients are told to \
            refuse such a playlist, because the first line is then not #EXTM3U.
            """,
        remedy: "Save the playlist as UTF-8 without byte order mark.", reference: "RFC 8216 4")

    /// Not UTF-8.
    public static let invalidUTF8 = Rule(
        "HLS004", "text that is not UTF-8", .error,
        explanation: """
            A playlist must be UTF-8. A URI with other bytes means different resources to different players; \
            each wrong byte was read as U+FFFD.
            """,
        remedy: "Write the playlist as UTF-8, and percent-encode what is not ASCII in URIs.",
        reference: "RFC 8216 4")

    /// Control characters.
    public static let controlCharacter = Rule(
        "HLS005", "control character", .error,
        explanation: """
            Apart from line ends, the characters U+0000 to U+001F and U+007F to U+009F are not allowed. They \
            usually mean that the file was damaged or that several were joined.
            """,
        remedy: "Fetch or write the playlist again; remove the character.", reference: "RFC 8216 4")

    /// CR alone.
    public static let loneCarriageReturn = Rule(
        "HLS006", "line that ends in a carriage return alone", .warning,
        explanation: """
            Lines end in LF or in CR LF. A CR alone was taken as a line end here; some players take it as part \
            of the line and miss the tag or URI behind it.
            """,
        remedy: "End every line with LF or CR LF.", reference: "RFC 8216 4.1")

    /// LF here, CR LF there.
    public static let mixedLineEndings = Rule(
        "HLS007", "mixed line endings", .info,
        explanation: """
            Some lines end in LF and others in CR LF. Both are allowed; the mixture shows that more than one \
            program wrote this playlist.
            """,
        remedy: "Nothing needs to be done; use one kind when the playlist is written again.",
        reference: "RFC 8216 4.1")

    /// No line end at the end.
    public static let missingFinalNewline = Rule(
        "HLS008", "last line without a line end", .info,
        explanation: """
            Every line is to be terminated. Nearly all players read the last line nonetheless, but the text \
            may also have been cut short in transfer.
            """,
        remedy: "Make sure that the playlist is complete, and end its last line.",
        reference: "RFC 8216 4.1")

    /// Spaces around tags and URIs.
    public static let whitespaceAroundLine = Rule(
        "HLS009", "white space around a tag or URI", .warning,
        explanation: """
            White space is allowed only where the format says so. Here it was left out; a player that keeps it \
            ignores an indented tag, or asks for a resource whose name ends in a space.
            """,
        remedy: "Begin each line with its first character and end it with its last.",
        reference: "RFC 8216 4.1")
}
