/// An alternative of sound, picture or text: EXT-X-MEDIA (RFC 8216 4.3.4.1).
public struct Rendition: Sendable, Hashable {
    /// What it is.
    public enum Kind: Sendable, Hashable {
        /// Sound.
        case audio
        /// Pictures.
        case video
        /// Text in a playlist of its own.
        case subtitles
        /// Text inside the video.
        case closedCaptions
        /// Something that no edition of the protocol names.
        case other(String)

        /// The kind that `name` names.
        public init(name: String) {
            switch name {
            case "AUDIO": self = .audio
            case "VIDEO": self = .video
            case "SUBTITLES": self = .subtitles
            case "CLOSED-CAPTIONS": self = .closedCaptions
            default: self = .other(name)
            }
        }

        /// The name as the playlist writes it.
        public var name: String {
            switch self {
            case .audio: "AUDIO"
            case .video: "VIDEO"
            case .subtitles: "SUBTITLES"
            case .closedCaptions: "CLOSED-CAPTIONS"
            case .other(let name): name
            }
        }
    }

    /// What it is.
    public let kind: Kind
    /// Its media playlist; `nil` where it is inside the variant streams.
    public let uri: String?
    /// The group that variants refer to.
    public let groupID: String?
    /// What it is called.
    public let name: String?
    /// The primary language (RFC 5646).
    public let language: String?
    /// A language in another role.
    public let associatedLanguage: String?
    /// STABLE-RENDITION-ID (second edition).
    public let stableRenditionID: String?
    /// It is played unless somebody chooses another.
    public let isDefault: Bool
    /// It may be chosen for the user.
    public let isAutoselected: Bool
    /// It is essential to play.
    public let isForced: Bool
    /// Where it is inside the segments: `CC1`, `SERVICE1` …
    public let instreamID: String?
    /// The bits of an audio sample (second edition).
    public let bitDepth: Int64?
    /// The highest sample rate of the audio, in hertz (second edition).
    public let sampleRate: Int64?
    /// Uniform type identifiers of what it is for.
    public let characteristics: [String]
    /// CHANNELS as given: a count, and what follows it.
    public let channels: String?
    /// Every attribute as given.
    public let attributes: AttributeList
    /// The 1-based line of the tag.
    public let line: Int
}
