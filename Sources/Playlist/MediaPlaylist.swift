public import ExactTime

/// A media playlist: segments in the order of playback and what is said about all of them (RFC 8216 4.3.3).
public struct MediaPlaylist: Sendable {
    /// The playlist as it came.
    public let text: PlaylistText
    /// EXT-X-VERSION, or `nil` where there is none, which means 1.
    public internal(set) var version: Int64?
    /// EXT-X-TARGETDURATION, exact even where it is not the whole number that it should be.
    public internal(set) var targetDuration: MediaDuration?
    /// The 1-based line of EXT-X-TARGETDURATION.
    public internal(set) var targetDurationLine: Int?
    /// EXT-X-MEDIA-SEQUENCE: the media sequence number of the first segment; 0 where there is none.
    public internal(set) var mediaSequence: Int64 = 0
    /// EXT-X-DISCONTINUITY-SEQUENCE; 0 where there is none.
    public internal(set) var discontinuitySequence: Int64 = 0
    /// EXT-X-PLAYLIST-TYPE.
    public internal(set) var playlistType: PlaylistType?
    /// EXT-X-ENDLIST is there: nothing will be added.
    public internal(set) var hasEndList = false
    /// EXT-X-INDEPENDENT-SEGMENTS is there: every segment can be decoded by itself.
    public internal(set) var independentSegments = false
    /// EXT-X-I-FRAMES-ONLY is there: every segment is one I-frame, and EXTINF the time to the next.
    public internal(set) var iFramesOnly = false
    /// EXT-X-START.
    public internal(set) var start: StartPoint?
    /// EXT-X-SERVER-CONTROL.
    public internal(set) var serverControl: ServerControl?
    /// EXT-X-PART-INF: the longest that a partial segment may be.
    public internal(set) var partTarget: MediaDuration?
    /// EXT-X-SKIP: this is a delta update, and that many segments before its first one are not listed.
    public internal(set) var skipped: SkippedSegments?
    /// EXT-X-PRELOAD-HINT, in order.
    public internal(set) var preloadHints: [PreloadHint] = []
    /// EXT-X-RENDITION-REPORT, in order.
    public internal(set) var renditionReports: [RenditionReport] = []
    /// EXT-X-DATERANGE, in order.
    public internal(set) var dateRanges: [DateRange] = []
    /// EXT-X-DEFINE, in order.
    public internal(set) var defines: [VariableDefinition] = []
    /// EXT-X-KEY, every one in order, METHOD=NONE included.
    public internal(set) var keys: [EncryptionKey] = []
    /// EXT-X-MAP, every one in order.
    public internal(set) var initializations: [InitializationSection] = []
    /// The segments in order.
    public internal(set) var segments: [MediaSegment] = []
    /// The partial segments behind the last segment.
    public internal(set) var trailingPartialSegments: [PartialSegment] = []
    /// The exact sum of all EXTINF.
    public internal(set) var duration = MediaDuration.zero
    /// The first line at which each versioned feature is used.
    public internal(set) var features: [ProtocolFeature: Int] = [:]
    /// What is wrong with the text, in no particular order.
    public internal(set) var offences: [Offence] = []
    /// How many more offences of a kind there are than ``offences`` lists.
    public internal(set) var omittedOffences: [Offence.Kind: Int] = [:]

    init(text: PlaylistText) { self.text = text }

    /// Where each segment begins on the playlist clock: the exact sum of the durations before it, so that the
    /// first begins at zero and the last ends at ``duration``. As many as there are ``segments``.
    ///
    /// - Complexity: Adds up all segments at each call.
    public var playlistStarts: [MediaInstant] {
        var sum = ExactSum()
        return segments.map { segment in
            defer { sum.add(segment.duration.seconds) }
            return MediaInstant(MediaDuration(sum.value))
        }
    }

    /// The bytes that were parsed.
    public func serialized() -> [UInt8] { text.bytes }
}
