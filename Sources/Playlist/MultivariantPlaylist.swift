/// A multivariant playlist: the variant streams and renditions of one presentation (RFC 8216 4.3.4).
public struct MultivariantPlaylist: Sendable {
    /// The playlist as it came.
    public let text: PlaylistText
    /// EXT-X-VERSION, or `nil` where there is none, which means 1.
    public internal(set) var version: Int64?
    /// EXT-X-STREAM-INF with a URI behind it, in order.
    public internal(set) var variants: [VariantStream] = []
    /// EXT-X-I-FRAME-STREAM-INF with a URI, in order.
    public internal(set) var iFrameVariants: [VariantStream] = []
    /// EXT-X-MEDIA, in order.
    public internal(set) var renditions: [Rendition] = []
    /// EXT-X-SESSION-DATA, in order.
    public internal(set) var sessionData: [SessionData] = []
    /// EXT-X-SESSION-KEY, in order.
    public internal(set) var sessionKeys: [EncryptionKey] = []
    /// EXT-X-CONTENT-STEERING.
    public internal(set) var contentSteering: ContentSteering?
    /// EXT-X-INDEPENDENT-SEGMENTS is there: every segment of every variant can be decoded by itself.
    public internal(set) var independentSegments = false
    /// EXT-X-START.
    public internal(set) var start: StartPoint?
    /// EXT-X-DEFINE, in order; what the media playlists may import.
    public internal(set) var defines: [VariableDefinition] = []
    /// The first line at which each versioned feature is used.
    public internal(set) var features: [ProtocolFeature: Int] = [:]
    /// What is wrong with the text, in no particular order.
    public internal(set) var offences: [Offence] = []
    /// How many more offences of a kind there are than ``offences`` lists.
    public internal(set) var omittedOffences: [Offence.Kind: Int] = [:]

    init(text: PlaylistText) { self.text = text }

    /// The values of ``defines`` by name: what a media playlist of this presentation is parsed with.
    public var variables: [String: String] {
        defines.reduce(into: [:]) { values, definition in
            if let value = definition.value, values[definition.name] == nil {
                values[definition.name] = value
            }
        }
    }

    /// The bytes that were parsed.
    public func serialized() -> [UInt8] { text.bytes }
}
