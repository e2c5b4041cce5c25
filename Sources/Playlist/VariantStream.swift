public import ExactTime

/// One variant stream: EXT-X-STREAM-INF or EXT-X-I-FRAME-STREAM-INF (RFC 8216 4.3.4.2, 4.3.4.3).
public struct VariantStream: Sendable, Hashable {
    /// Its media playlist, after variable substitution, otherwise exactly as given.
    public let uri: String
    /// The peak bit rate with its renditions, in bits per second; `nil` where the tag, wrongly, has none.
    public let bandwidth: Int64?
    /// The average bit rate, in bits per second.
    public let averageBandwidth: Int64?
    /// How desirable it is among the variants (second edition).
    public let score: Rational?
    /// The sample formats, as RFC 6381 names them.
    public let codecs: [String]
    /// Formats that are backward compatible with ``codecs`` (second edition).
    public let supplementalCodecs: [String]
    /// The size at which to display its video.
    public let resolution: Resolution?
    /// The highest frame rate of its video, exactly as given.
    public let frameRate: Rational?
    /// HDCP-LEVEL: `NONE`, `TYPE-0`, `TYPE-1`.
    public let hdcpLevel: String?
    /// ALLOWED-CPC (second edition).
    public let allowedContentProtection: String?
    /// VIDEO-RANGE: `SDR`, `HLG`, `PQ` (second edition).
    public let videoRange: String?
    /// REQ-VIDEO-LAYOUT (second edition).
    public let requiredVideoLayout: String?
    /// STABLE-VARIANT-ID (second edition).
    public let stableVariantID: String?
    /// The group of its audio renditions.
    public let audioGroup: String?
    /// The group of its video renditions.
    public let videoGroup: String?
    /// The group of its subtitles.
    public let subtitlesGroup: String?
    /// What it has of closed captions.
    public let closedCaptions: ClosedCaptions?
    /// PATHWAY-ID for content steering (second edition).
    public let pathwayID: String?
    /// Every attribute as given.
    public let attributes: AttributeList
    /// The 1-based line of the tag.
    public let line: Int

    /// What CLOSED-CAPTIONS says.
    public enum ClosedCaptions: Sendable, Hashable {
        /// There are none in any variant.
        case none
        /// The group of them.
        case group(String)
    }
}
