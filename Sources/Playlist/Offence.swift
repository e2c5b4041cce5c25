/// Something in a playlist that its format does not allow, or that a reader had to decide about: a fact with
/// its place, not yet judged.
public struct Offence: Sendable, Hashable {
    /// What is the matter.
    public let kind: Kind
    /// The 1-based line.
    public let line: Int
    /// The 0-based position of the segment that it is about.
    public let segment: Int?
    /// The tag, `EXT-X-KEY`, or the tag and its attribute, `EXT-X-KEY IV`, or empty.
    public let subject: String
    /// The bytes concerned as short printable text; the query and the user part of a URI are left out.
    public let text: String

    /// The matters that the reader itself notices.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// No line is `#EXTM3U`.
        case missingHeader
        /// `#EXTM3U` is there, but not on the first line.
        case headerNotFirst
        /// The text begins with U+FEFF.
        case byteOrderMark
        /// A line is no UTF-8.
        case invalidUTF8
        /// A line holds U+0000 to U+001F or U+007F to U+009F, line ends apart.
        case controlCharacter
        /// A line ends in a CR that no LF follows.
        case loneCarriageReturn
        /// Some lines end in LF and others in CR LF.
        case mixedLineEndings
        /// The last line has no line end.
        case missingFinalNewline
        /// Spaces or tabs stand around a tag or URI.
        case whitespaceAroundLine
        /// A line begins with `#EXT` and is no tag of the protocol.
        case unknownTag
        /// The tag belongs in the other kind of playlist.
        case foreignTag
        /// The tag was removed from the protocol.
        case obsoleteTag
        /// The tag may stand only once.
        case duplicateTag
        /// The value of the tag is missing or has the wrong form.
        case malformedTag
        /// A part of an attribute list is not `NAME=VALUE`, or there are too many attributes.
        case attributeSyntax
        /// An attribute is given twice.
        case duplicateAttribute
        /// A required attribute is not there.
        case missingAttribute
        /// An attribute has quotes where there must be none, or none where they must be.
        case attributeQuoting
        /// An attribute is not of its type, or none of the words allowed.
        case malformedAttribute
        /// A `{$name}` names nothing that was defined above it.
        case undefinedVariable
        /// An EXT-X-DEFINE defines nothing, a name twice, or imports what nobody supplied.
        case flawedDefinition
        /// Replacing variables would give more text than the limits allow.
        case expansionTooLong
        /// An EXTINF has no comma.
        case extinfWithoutComma
        /// White space stands around the duration of an EXTINF.
        case extinfWhitespace
        /// An EXTINF does not begin with a decimal number, or has more than that before the comma.
        case extinfNotANumber
        /// The duration is below zero.
        case extinfNegative
        /// The duration is zero.
        case extinfZero
        /// The duration is above 10⁹ seconds.
        case extinfTooLarge
        /// Digits beyond the twenty-seventh behind the point were dropped.
        case extinfShortened
        /// A URI has no EXTINF.
        case uriWithoutExtinf
        /// No URI follows an EXTINF.
        case extinfWithoutURI
        /// A byte range is not `n[@o]`.
        case byteRangeMalformed
        /// A byte range without offset does not follow one of the same resource.
        case byteRangeWithoutPredecessor
        /// A date and time cannot be read.
        case dateUnreadable
        /// A date and time has no offset from UTC.
        case dateWithoutZone
        /// EXT-X-TARGETDURATION is no number that could be a duration.
        case targetDurationMalformed
        /// A sequence number is no number, or does not fit.
        case sequenceNumberMalformed
        /// EXT-X-MEDIA-SEQUENCE stands behind a segment.
        case mediaSequenceLate
        /// EXT-X-DISCONTINUITY-SEQUENCE stands behind a segment or an EXT-X-DISCONTINUITY.
        case discontinuitySequenceLate
        /// A segment stands behind EXT-X-ENDLIST.
        case segmentAfterEnd
        /// An initialization vector is not 128 bits long.
        case ivLength
        /// More than eight KEYFORMATs are in force at once.
        case tooManyKeys
        /// No URI follows an EXT-X-STREAM-INF.
        case variantWithoutURI
        /// A URI in a multivariant playlist has no EXT-X-STREAM-INF.
        case uriWithoutVariant
    }
}
