internal import Findings

/// Which rule an offence breaks, and how that is said.
extension Offence {
    var rule: Rule { kind.rule }

    /// What was found, in one sentence without a full stop.
    var message: String {
        switch kind {
        case .missingHeader: "no line is #EXTM3U"
        case .headerNotFirst: "#EXTM3U is on line \(line)"
        case .byteOrderMark: "the text begins with the bytes EF BB BF"
        case .invalidUTF8: "`\(text)` is not UTF-8"
        case .controlCharacter: "`\(text)` holds a control character"
        case .loneCarriageReturn: "\(text) lines end in a carriage return alone, line \(line) first"
        case .mixedLineEndings: "the lines end differently: \(text)"
        case .missingFinalNewline: "line \(line), the last one, has no line end"
        case .whitespaceAroundLine: "line \(line) begins or ends with white space"
        case .unknownTag: "#\(text) is no tag that this program knows"
        case .foreignTag: "#\(subject) belongs in the other kind of playlist"
        case .obsoleteTag: "#\(subject) is no longer part of the protocol"
        case .duplicateTag: "#\(subject) stands here for the second time or more"
        case .malformedTag: "#\(subject) has the value `\(text)`"
        default: attributeMessage
        }
    }

    private var attributeMessage: String {
        switch kind {
        case .attributeSyntax: "the attributes of #\(subject) are not well formed at `\(text)`"
        case .duplicateAttribute: "#\(subject) is given more than once"
        case .missingAttribute: "#\(subject) is required and missing"
        case .attributeQuoting: "#\(subject) has quotes too many or too few: `\(text)`"
        case .malformedAttribute: "#\(subject) has the value `\(text)`"
        case .ivLength: "#\(subject) is `\(text)`, not 128 bits"
        case .undefinedVariable: "{$\(text)} is not defined above this line"
        case .flawedDefinition: "#EXT-X-DEFINE defines nothing by `\(text)`"
        case .expansionTooLong: "the variables in `\(text)` expand beyond the limits"
        case .tooManyKeys: "the key of format `\(text)` is one too many"
        case .variantWithoutURI: "no URI follows this #EXT-X-STREAM-INF"
        case .uriWithoutVariant: "`\(text)` has no #EXT-X-STREAM-INF above it"
        default: segmentMessage
        }
    }

    private var segmentMessage: String {
        switch kind {
        case .extinfWithoutComma: "`\(text)` has no comma"
        case .extinfWhitespace: "white space stands around the duration `\(text)`"
        case .extinfNotANumber: "the duration is `\(text)`, which is not a decimal number"
        case .extinfNegative: "the duration is `\(text)`, below zero"
        case .extinfZero: "the duration is `\(text)`"
        case .extinfTooLarge: "the duration is `\(text)`, above thirty years"
        case .extinfShortened: "the duration `\(text)` has more than 27 digits behind the point"
        case .uriWithoutExtinf: "`\(text)` has no #EXTINF above it"
        case .extinfWithoutURI: "no URI follows this #EXTINF"
        case .byteRangeMalformed: "the byte range of #\(subject) is `\(text)`"
        case .byteRangeWithoutPredecessor: "no byte range of `\(text)` precedes this one"
        case .dateUnreadable: "#\(subject) has the date `\(text)`"
        case .dateWithoutZone: "#\(subject) has the date `\(text)` without offset from UTC"
        case .targetDurationMalformed: "the target duration is `\(text)`"
        case .sequenceNumberMalformed: "#\(subject) has the number `\(text)`"
        case .mediaSequenceLate: "#EXT-X-MEDIA-SEQUENCE stands behind a segment"
        case .discontinuitySequenceLate:
            "#EXT-X-DISCONTINUITY-SEQUENCE stands behind a segment or an #EXT-X-DISCONTINUITY"
        case .segmentAfterEnd: "a segment follows #EXT-X-ENDLIST"
        default: subject
        }
    }
}

extension Offence.Kind {
    var rule: Rule {
        switch self {
        case .missingHeader: .missingHeader
        case .headerNotFirst: .headerNotFirst
        case .byteOrderMark: .byteOrderMark
        case .invalidUTF8: .invalidUTF8
        case .controlCharacter: .controlCharacter
        case .loneCarriageReturn: .loneCarriageReturn
        case .mixedLineEndings: .mixedLineEndings
        case .missingFinalNewline: .missingFinalNewline
        case .whitespaceAroundLine: .whitespaceAroundLine
        case .unknownTag: .unknownTag
        case .foreignTag: .foreignTag
        case .obsoleteTag: .obsoleteTag
        case .duplicateTag: .duplicateTag
        case .malformedTag: .malformedTag
        case .attributeSyntax: .attributeSyntax
        case .duplicateAttribute: .duplicateAttribute
        case .missingAttribute: .missingAttribute
        case .attributeQuoting, .malformedAttribute: .malformedAttribute
        case .undefinedVariable: .undefinedVariable
        case .flawedDefinition: .flawedDefinition
        case .expansionTooLong: .expansionTooLong
        case .extinfWithoutComma: .extinfWithoutComma
        case .extinfWhitespace: .extinfWhitespace
        case .extinfNotANumber: .extinfNotANumber
        case .extinfNegative: .extinfNegative
        case .extinfZero: .extinfZero
        case .extinfTooLarge: .extinfTooLarge
        case .extinfShortened: .extinfShortened
        case .uriWithoutExtinf: .uriWithoutExtinf
        case .extinfWithoutURI: .extinfWithoutURI
        case .byteRangeMalformed: .byteRangeMalformed
        case .byteRangeWithoutPredecessor: .byteRangeWithoutPredecessor
        case .dateUnreadable: .dateUnreadable
        case .dateWithoutZone: .dateWithoutZone
        case .targetDurationMalformed: .unusableTargetDuration
        case .sequenceNumberMalformed: .sequenceNumberMalformed
        case .mediaSequenceLate: .mediaSequenceLate
        case .discontinuitySequenceLate: .discontinuitySequenceLate
        case .segmentAfterEnd: .segmentAfterEnd
        case .ivLength: .ivLength
        case .tooManyKeys: .tooManyKeys
        case .variantWithoutURI: .variantWithoutURI
        case .uriWithoutVariant: .uriWithoutVariant
        }
    }
}
