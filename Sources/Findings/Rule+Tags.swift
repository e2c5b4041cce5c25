/// Tags, attributes and variables: HLS010 to HLS020.
extension Rule {
    static let tagRules: [Rule] = [
        .unknownTag, .foreignTag, .duplicateTag, .malformedTag, .attributeSyntax, .duplicateAttribute,
        .missingAttribute, .malformedAttribute, .undefinedVariable, .flawedDefinition, .expansionTooLong,
    ]

    /// `#EXT…` that no edition knows.
    public static let unknownTag = Rule(
        "HLS010", "unknown tag", .info,
        explanation: """
            The line begins with #EXT and is no tag of RFC 8216 or of the draft of its second edition. Players \
            ignore it. Tags of vendors, for advertising above all, look like this, and so does a misspelt tag.
            """,
        remedy: "Check the spelling; nothing else needs to be done.", reference: "RFC 8216 4.1")

    /// A tag of the other kind of playlist.
    public static let foreignTag = Rule(
        "HLS011", "tag in the wrong kind of playlist", .error,
        explanation: """
            A playlist lists either segments or media playlists, never both. The tag belongs in the other kind \
            and was left out of account.
            """,
        remedy: "Remove the tag, or move it to the playlist it belongs in.", reference: "RFC 8216 4.1")

    /// Twice what may be there once.
    public static let duplicateTag = Rule(
        "HLS012", "tag given twice", .error,
        explanation: """
            The tag may stand only once in a playlist, as it concerns the whole of it. The last one counts \
            here; players differ. Two playlists that were joined look like this.
            """,
        remedy: "Keep one of them.", reference: "RFC 8216 4.3")

    /// A tag's value is not of its form.
    public static let malformedTag = Rule(
        "HLS013", "tag value of the wrong form", .error,
        explanation: """
            What stands behind the tag is not what its definition asks for, or stands where there must be \
            nothing. A value that is unusable counts as not given.
            """,
        remedy: "Write the value as the definition of the tag says.", reference: "RFC 8216 4.3")

    /// Not `NAME=VALUE,NAME=VALUE`.
    public static let attributeSyntax = Rule(
        "HLS014", "attribute list of the wrong form", .error,
        explanation: """
            An attribute list is NAME=VALUE separated by single commas, without spaces, names in capitals, \
            quotes closed. What could be understood was read; players differ in what they understand.
            """,
        remedy: "Write the list as NAME=VALUE,NAME=\"VALUE\".", reference: "RFC 8216 4.2")

    /// The same attribute twice.
    public static let duplicateAttribute = Rule(
        "HLS015", "attribute given twice", .error,
        explanation: """
            An attribute name must appear once in a list. Here the last one counts, as in most players.
            """,
        remedy: "Keep one of them.", reference: "RFC 8216 4.2")

    /// A required attribute is missing.
    public static let missingAttribute = Rule(
        "HLS016", "required attribute missing", .error,
        explanation: """
            The tag has no meaning, or only a part of it, without this attribute. Where nothing could be made \
            of the tag it was left out.
            """,
        remedy: "Add the attribute, or remove the tag.", reference: "RFC 8216 4.3")

    /// A value of the wrong type.
    public static let malformedAttribute = Rule(
        "HLS017", "attribute value of the wrong type", .error,
        explanation: """
            Each attribute is defined as a quoted string, a bare word out of a list, a number, hexadecimal \
            digits, a date or a resolution. This one is something else: quotes too many or too few, a word that \
            is not in the list, a number that cannot be read.
            """,
        remedy: "Write the value as the attribute's definition says.", reference: "RFC 8216 4.2")

    /// `{$name}` of nothing.
    public static let undefinedVariable = Rule(
        "HLS018", "reference to an undefined variable", .error,
        explanation: """
            {$name} refers to a variable that no EXT-X-DEFINE above it defines. Clients must refuse such a \
            playlist; the reference was left as it stands, so that the URI most likely leads nowhere.
            """,
        remedy: "Define the variable before its first use, or correct the name.",
        reference: "draft-pantos-hls-rfc8216bis 4.3")

    /// EXT-X-DEFINE that defines nothing.
    public static let flawedDefinition = Rule(
        "HLS019", "variable definition that defines nothing", .error,
        explanation: """
            An EXT-X-DEFINE has exactly one of NAME, IMPORT and QUERYPARAM, a name that is not defined yet, and \
            a value: its own, the multivariant playlist's, or one from the query of the playlist's URI. A media \
            playlist that is opened by itself has no multivariant playlist to import from.
            """,
        remedy: "Correct the tag, or open the playlist by way of its multivariant playlist and full URI.",
        reference: "draft-pantos-hls-rfc8216bis 4.4.2.3")

    /// Substitution without bounds.
    public static let expansionTooLong = Rule(
        "HLS020", "variables that expand without bounds", .error,
        explanation: """
            Replacing the variables would give a value of more than 64 KiB, or more than 16 MiB in the whole \
            playlist. No honest playlist does that; the rest of the value was left as it stands.
            """,
        remedy: "Do not trust this playlist; shorten the variables if it is yours.",
        reference: "draft-pantos-hls-rfc8216bis 4.3")
}
