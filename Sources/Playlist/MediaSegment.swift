public import ExactTime

/// One media segment with everything that applies to it (RFC 8216 3 and 4.3.2).
public struct MediaSegment: Sendable, Hashable {
    /// The 0-based position among the segments that the playlist lists.
    public let index: Int
    /// The 1-based line of the URI.
    public let line: Int
    /// Where it is: after variable substitution, otherwise exactly as given, query included.
    public let uri: String
    /// EXTINF, exact; zero where there is none or none that is usable, which then is an offence.
    public let duration: MediaDuration
    /// What stands behind the comma of EXTINF, or `nil` where there is nothing.
    public let title: String?
    /// The 1-based line of the EXTINF, or `nil` where the URI has none.
    public let durationLine: Int?
    /// Which bytes of the resource, an implicit offset resolved; all where `nil`.
    public let byteRange: ByteRange?
    /// The initialization section that applies to it.
    public let initialization: InitializationSection?
    /// The keys that apply to it, one for each KEYFORMAT, any of which opens it; empty where it is clear.
    public let keys: [EncryptionKey]
    /// Encoding, timestamps or tracks change before it: EXT-X-DISCONTINUITY.
    public let isDiscontinuity: Bool
    /// It is missing and must not be loaded: EXT-X-GAP.
    public let isGap: Bool
    /// The wall clock at its first sample, where a tag says so.
    public let programDateTime: WallClock?
    /// The approximate bit rate that EXT-X-BITRATE states, in kilobits per second.
    public let bitrate: Int64?
    /// The media sequence number.
    public internal(set) var mediaSequence: Int64
    /// The discontinuity sequence number: equal within one run.
    public internal(set) var discontinuitySequence: Int64
    /// The partial segments listed before it that together are this segment.
    public let partialSegments: [PartialSegment]
}
