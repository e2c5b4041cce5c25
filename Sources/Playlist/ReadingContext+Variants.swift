/// Reads the tags of multivariant playlists (RFC 8216 4.3.4; second edition 4.4.6).
extension ReadingContext {
    /// EXT-X-STREAM-INF or EXT-X-I-FRAME-STREAM-INF.
    mutating func variant(_ list: AttributeList, uri: String) -> VariantStream {
        VariantStream(
            uri: uri, bandwidth: integer(list, "BANDWIDTH"),
            averageBandwidth: integer(list, "AVERAGE-BANDWIDTH"), score: decimal(list, "SCORE"),
            codecs: strings(list, "CODECS"), supplementalCodecs: strings(list, "SUPPLEMENTAL-CODECS"),
            resolution: resolution(list, "RESOLUTION"), frameRate: decimal(list, "FRAME-RATE"),
            hdcpLevel: word(list, "HDCP-LEVEL", of: ["NONE", "TYPE-0", "TYPE-1"]),
            allowedContentProtection: string(list, "ALLOWED-CPC"),
            videoRange: word(list, "VIDEO-RANGE"), requiredVideoLayout: string(list, "REQ-VIDEO-LAYOUT"),
            stableVariantID: string(list, "STABLE-VARIANT-ID"), audioGroup: string(list, "AUDIO"),
            videoGroup: string(list, "VIDEO"), subtitlesGroup: string(list, "SUBTITLES"),
            closedCaptions: closedCaptions(list), pathwayID: string(list, "PATHWAY-ID"), attributes: list,
            line: line)
    }

    private mutating func closedCaptions(_ list: AttributeList) -> VariantStream.ClosedCaptions? {
        guard let attribute = list["CLOSED-CAPTIONS"] else { return nil }
        if !attribute.isQuoted, attribute.value == "NONE" { return VariantStream.ClosedCaptions.none }
        return string(list, "CLOSED-CAPTIONS").map { .group($0) }
    }

    /// EXT-X-MEDIA; `nil` where TYPE is missing.
    mutating func rendition(_ range: Range<Int>) -> Rendition? {
        let list = attributes(in: range)
        let types = ["AUDIO", "VIDEO", "SUBTITLES", "CLOSED-CAPTIONS"]
        let type = word(list, "TYPE", of: types, isRequired: true)
        let groupID = string(list, "GROUP-ID", isRequired: true)
        let name = string(list, "NAME", isRequired: true)
        guard let type else { return nil }
        let instreamID = string(list, "INSTREAM-ID")
        if instreamID?.hasPrefix("SERVICE") ?? false { use(.serviceInstreamID) }
        if instreamID != nil, type != "CLOSED-CAPTIONS" { use(.instreamIDBeyondCaptions) }
        return Rendition(
            kind: Rendition.Kind(name: type), uri: string(list, "URI"), groupID: groupID, name: name,
            language: string(list, "LANGUAGE"), associatedLanguage: string(list, "ASSOC-LANGUAGE"),
            stableRenditionID: string(list, "STABLE-RENDITION-ID"), isDefault: yesOrNo(list, "DEFAULT"),
            isAutoselected: yesOrNo(list, "AUTOSELECT"), isForced: yesOrNo(list, "FORCED"),
            instreamID: instreamID, bitDepth: integer(list, "BIT-DEPTH"),
            sampleRate: integer(list, "SAMPLE-RATE"), characteristics: strings(list, "CHARACTERISTICS"),
            channels: string(list, "CHANNELS"), attributes: list, line: line)
    }

    /// EXT-X-SESSION-DATA; `nil` where DATA-ID is missing.
    mutating func sessionData(_ range: Range<Int>) -> SessionData? {
        let list = attributes(in: range)
        guard let dataID = string(list, "DATA-ID", isRequired: true) else { return nil }
        return SessionData(
            dataID: dataID, value: string(list, "VALUE"), uri: string(list, "URI"),
            format: word(list, "FORMAT", of: ["JSON", "RAW"]), language: string(list, "LANGUAGE"), line: line)
    }

    /// EXT-X-CONTENT-STEERING; `nil` where SERVER-URI is missing.
    mutating func contentSteering(_ range: Range<Int>) -> ContentSteering? {
        let list = attributes(in: range)
        guard let serverURI = string(list, "SERVER-URI", isRequired: true) else { return nil }
        return ContentSteering(serverURI: serverURI, pathwayID: string(list, "PATHWAY-ID"), line: line)
    }
}
