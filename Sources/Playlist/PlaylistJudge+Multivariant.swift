internal import Findings

/// Variants, the renditions that they refer to, and what is said about the session.
extension PlaylistJudge {
    static func judgeVariants(_ playlist: MultivariantPlaylist, _ log: inout FindingLog) {
        if playlist.variants.isEmpty { log.add(.noVariants, "there is no variant with a URI") }
        let groups = Set(playlist.renditions.compactMap(GroupName.init))
        for variant in playlist.variants + playlist.iFrameVariants {
            judgeBandwidth(of: variant, &log)
            if variant.codecs.isEmpty {
                log.add(.variantWithoutCodecs, "there is no CODECS", line: variant.line)
            }
            for name in GroupName.all(of: variant) where !groups.contains(name) {
                log.add(
                    .missingGroup, "no #EXT-X-MEDIA of type \(name.kind) is in the group `\(name.shown)`",
                    line: variant.line)
            }
        }
        let withNone = playlist.variants.filter { $0.closedCaptions == VariantStream.ClosedCaptions.none }
        if let first = withNone.first, withNone.count < playlist.variants.count {
            log.add(
                .closedCaptionsNone, "\(withNone.count) of \(playlist.variants.count) variants say NONE",
                line: first.line)
        }
        if let steering = playlist.contentSteering, let pathway = steering.pathwayID,
            !playlist.variants.contains(where: { ($0.pathwayID ?? ".") == pathway })
        {
            log.add(
                .unknownPathway, "no variant is on the pathway `\(Excerpt.of(pathway.utf8))`",
                line: steering.line)
        }
    }

    private static func judgeBandwidth(of variant: VariantStream, _ log: inout FindingLog) {
        guard let peak = variant.bandwidth else {
            log.add(.variantWithoutBandwidth, "there is no usable BANDWIDTH", line: variant.line)
            return
        }
        if let average = variant.averageBandwidth, average > peak {
            log.add(
                .bandwidthOrder, "AVERAGE-BANDWIDTH is \(average), BANDWIDTH \(peak)", line: variant.line)
        }
    }

    static func judgeRenditions(_ playlist: MultivariantPlaylist, _ log: inout FindingLog) {
        var names: [GroupName: Set<String>] = [:]
        var defaults: [GroupName: Int] = [:]
        for rendition in playlist.renditions {
            for contradiction in contradictions(in: rendition) {
                log.add(.renditionRule, contradiction, line: rendition.line)
            }
            guard let group = GroupName(rendition) else { continue }
            if let name = rendition.name, !names[group, default: []].insert(name).inserted {
                log.add(
                    .renditionGroup, "the NAME `\(Excerpt.of(name.utf8))` is in the group already",
                    line: rendition.line)
            }
            if rendition.isDefault {
                defaults[group, default: 0] += 1
                if defaults[group] == 2 {
                    log.add(
                        .renditionGroup, "the group has another DEFAULT=YES already", line: rendition.line)
                }
            }
        }
    }

    private static func contradictions(in rendition: Rendition) -> [String] {
        var found: [String] = []
        switch rendition.kind {
        case .closedCaptions:
            if rendition.uri != nil { found.append("closed captions have a URI") }
            if rendition.instreamID == nil {
                found.append("closed captions have no INSTREAM-ID")
            } else if let id = rendition.instreamID, !isCaptionChannel(id) {
                found.append("INSTREAM-ID is `\(Excerpt.of(id.utf8))`")
            }
        case .subtitles:
            if rendition.uri == nil { found.append("subtitles have no URI") }
        case .audio, .video, .other: break
        }
        if rendition.attributes["FORCED"] != nil, rendition.kind != .subtitles {
            found.append("FORCED is given for \(rendition.kind.name)")
        }
        if rendition.isDefault, rendition.attributes["AUTOSELECT"]?.value == "NO" {
            found.append("DEFAULT is YES and AUTOSELECT is NO")
        }
        return found
    }

    private static func isCaptionChannel(_ id: String) -> Bool {
        if ["CC1", "CC2", "CC3", "CC4"].contains(id) { return true }
        guard id.hasPrefix("SERVICE"), let number = ReadingContext.integer(id.utf8.dropFirst(7)) else {
            return false
        }
        return (1...63).contains(number)
    }

    static func judgeSession(_ playlist: MultivariantPlaylist, _ log: inout FindingLog) {
        var seenData: Set<[String?]> = []
        for data in playlist.sessionData {
            if (data.value == nil) == (data.uri == nil) {
                log.add(.sessionData, "there is not exactly one of VALUE and URI", line: data.line)
            }
            if !seenData.insert([data.dataID, data.language]).inserted {
                log.add(
                    .sessionData,
                    "DATA-ID `\(Excerpt.of(data.dataID.utf8))` is given in this language already",
                    line: data.line)
            }
        }
        judgeKeys(playlist.sessionKeys, &log)
        var seenKeys: Set<SessionKeyIdentity> = []
        for key in playlist.sessionKeys {
            if key.method == .none { log.add(.sessionKey, "METHOD is NONE", line: key.line) }
            if !seenKeys.insert(SessionKeyIdentity(key)).inserted {
                log.add(.sessionKey, "the same key is given already", line: key.line)
            }
        }
    }
}

/// A group of renditions: the same GROUP-ID means another group for another type.
private struct GroupName: Hashable {
    let kind: String
    let id: String

    /// The name for a message.
    var shown: String { Excerpt.of(id.utf8) }

    init?(_ rendition: Rendition) {
        guard let id = rendition.groupID else { return nil }
        self.init(kind: rendition.kind.name, id: id)
    }

    private init(kind: String, id: String) {
        self.kind = kind
        self.id = id
    }

    /// The groups that `variant` refers to.
    static func all(of variant: VariantStream) -> [GroupName] {
        var captions: String?
        if case .group(let id)? = variant.closedCaptions { captions = id }
        return [
            ("AUDIO", variant.audioGroup), ("VIDEO", variant.videoGroup),
            ("SUBTITLES", variant.subtitlesGroup), ("CLOSED-CAPTIONS", captions),
        ].compactMap { kind, id in id.map { GroupName(kind: kind, id: $0) } }
    }
}

/// What no two session keys may have in common.
private struct SessionKeyIdentity: Hashable {
    let method: EncryptionMethod
    let uri: String?
    let iv: [UInt8]?
    let keyFormat: String
    let keyFormatVersions: [Int64]

    init(_ key: EncryptionKey) {
        method = key.method
        uri = key.uri
        iv = key.iv
        keyFormat = key.keyFormat
        keyFormatVersions = key.keyFormatVersions
    }
}
