/// Every tag of RFC 8216 and of the second edition's draft.
enum Tag: String, CaseIterable {
    // Basic tags, 4.3.1.
    case header = "EXTM3U"
    case version = "EXT-X-VERSION"
    // Media or multivariant playlist tags, 4.3.5; second edition 4.4.2.
    case independentSegments = "EXT-X-INDEPENDENT-SEGMENTS"
    case start = "EXT-X-START"
    case define = "EXT-X-DEFINE"
    // Media playlist tags, 4.3.3; second edition 4.4.3.
    case targetDuration = "EXT-X-TARGETDURATION"
    case mediaSequence = "EXT-X-MEDIA-SEQUENCE"
    case discontinuitySequence = "EXT-X-DISCONTINUITY-SEQUENCE"
    case endList = "EXT-X-ENDLIST"
    case playlistType = "EXT-X-PLAYLIST-TYPE"
    case iFramesOnly = "EXT-X-I-FRAMES-ONLY"
    case partInformation = "EXT-X-PART-INF"
    case serverControl = "EXT-X-SERVER-CONTROL"
    case allowCache = "EXT-X-ALLOW-CACHE"
    // Media segment tags, 4.3.2; second edition 4.4.4.
    case segmentDuration = "EXTINF"
    case byteRange = "EXT-X-BYTERANGE"
    case discontinuity = "EXT-X-DISCONTINUITY"
    case key = "EXT-X-KEY"
    case map = "EXT-X-MAP"
    case programDateTime = "EXT-X-PROGRAM-DATE-TIME"
    case gap = "EXT-X-GAP"
    case bitrate = "EXT-X-BITRATE"
    case part = "EXT-X-PART"
    // Media metadata tags, second edition 4.4.5.
    case dateRange = "EXT-X-DATERANGE"
    case skip = "EXT-X-SKIP"
    case preloadHint = "EXT-X-PRELOAD-HINT"
    case renditionReport = "EXT-X-RENDITION-REPORT"
    // Multivariant playlist tags, 4.3.4; second edition 4.4.6.
    case rendition = "EXT-X-MEDIA"
    case variant = "EXT-X-STREAM-INF"
    case iFrameVariant = "EXT-X-I-FRAME-STREAM-INF"
    case sessionData = "EXT-X-SESSION-DATA"
    case sessionKey = "EXT-X-SESSION-KEY"
    case contentSteering = "EXT-X-CONTENT-STEERING"

    /// The kind of playlist that a tag belongs in.
    enum Home { case media, multivariant, either }

    var home: Home {
        switch self {
        case .header, .version, .independentSegments, .start, .define: .either
        case .rendition, .variant, .iFrameVariant, .sessionData, .sessionKey, .contentSteering: .multivariant
        default: .media
        }
    }

    /// The tag must not stand twice in a playlist.
    var isSingular: Bool {
        switch self {
        case .header, .version, .independentSegments, .start, .targetDuration, .mediaSequence,
            .discontinuitySequence, .endList, .playlistType, .iFramesOnly, .partInformation, .serverControl,
            .skip, .contentSteering:
            true
        default: false
        }
    }

    /// Something stands behind the tag and a colon.
    var hasValue: Bool {
        switch self {
        case .header, .independentSegments, .endList, .iFramesOnly, .discontinuity, .gap: false
        default: true
        }
    }

    /// The tag is about the segment that follows it.
    var isAboutSegment: Bool {
        switch self {
        case .segmentDuration, .byteRange, .discontinuity, .key, .map, .programDateTime, .gap, .bitrate,
            .part:
            true
        default: false
        }
    }

    /// Decides the kind of a playlist that is not known yet.
    var isDecisive: Bool {
        switch self {
        case .variant, .iFrameVariant, .rendition, .segmentDuration, .targetDuration, .mediaSequence: true
        default: false
        }
    }

    /// The tags by their names.
    static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })
}
