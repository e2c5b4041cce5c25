/// The codecs that can be told apart; ``other(_:)`` carries the container's own word for the rest.
public enum Codec: Sendable, Hashable {
    /// ITU-T H.264, ISO/IEC 14496-10.
    case h264
    /// ITU-T H.265, ISO/IEC 23008-2.
    case hevc
    /// MPEG-4 AAC, among it HE-AAC (ISO/IEC 14496-3).
    case aac
    /// MPEG-1 and MPEG-2 audio layer III (and II, which reads the same way).
    case mp3
    /// Dolby AC-3 (ETSI TS 102 366).
    case ac3
    /// Timed ID3 metadata.
    case id3
    /// Anything else, by the container's name: `stream type 0x06`, `av01`.
    case other(String)

    /// The short name that JSON and tables use: `h264`, `aac`.
    public var name: String {
        switch self {
        case .h264: "h264"
        case .hevc: "hevc"
        case .aac: "aac"
        case .mp3: "mp3"
        case .ac3: "ac3"
        case .id3: "id3"
        case .other(let name): name
        }
    }
}

/// What a stream carries.
public enum StreamKind: String, Sendable, Hashable {
    /// Pictures.
    case video
    /// Sound.
    case audio
    /// Timed metadata, subtitles, anything that is neither seen nor heard here.
    case data
}
