public import ElementaryStreams
public import ExactTime

/// Everything that Precut knows about one media segment without its payload: streams, access units, defects.
///
/// Timestamps are unwrapped inside the segment (all streams jointly, MPEG-TS), but not against other segments:
/// the first DTS read (PTS where there is no DTS) lies in `0..<2^33`, every other DTS within half a wrap of it,
/// and every PTS within half a wrap of its DTS.
public struct SegmentIndex: Sendable, Hashable {
    /// The container that the bytes turned out to be.
    public var container: Container
    /// Length of the (decrypted) segment in bytes.
    public var byteCount: Int
    /// The streams of the chosen program, in the container's order (PMT, or `trak` boxes).
    public var streams: [StreamIndex]
    /// What was wrong with the bytes; reading went on.
    public var defects: [Defect]

    /// Makes an index.
    public init(container: Container, byteCount: Int, streams: [StreamIndex] = [], defects: [Defect] = []) {
        self.container = container
        self.byteCount = byteCount
        self.streams = streams
        self.defects = defects
    }

    /// The first video stream.
    public var video: StreamIndex? { streams.first { $0.kind == .video } }
    /// The first audio stream.
    public var audio: StreamIndex? { streams.first { $0.kind == .audio } }
}

/// The container formats of HLS segments (RFC 8216 section 3).
public enum Container: String, Sendable, Hashable {
    /// MPEG-2 transport stream, packets of 188 bytes (192 and 204 are read too).
    case mpegTS = "mpegts"
    /// Fragmented mp4, CMAF.
    case fmp4
    /// ADTS AAC, MP3 or AC-3 frames, led by an ID3 tag with the start timestamp.
    case packedAudio = "packed-audio"
}

/// One stream of one segment.
public struct StreamIndex: Sendable, Hashable {
    /// PID (MPEG-TS), track ID (fMP4), or 0 (packed audio).
    public var id: Int
    /// What it carries.
    public var kind: StreamKind
    /// How it is coded.
    public var codec: Codec
    /// The clock of ``AccessUnit/pts`` and ``AccessUnit/dts``.
    public var timeBase: TimeBase
    /// ISO 639-2 language where the container states one.
    public var language: String?
    /// The distinct decoder configurations in order of first use; access units refer to them by position.
    /// Empty where the segment states none (its access units then depend on an earlier segment's).
    public var configurations: [DecoderConfiguration]
    /// Clockwise rotation in degrees by the track header's matrix: 0, 90, 180 or 270.
    public var rotation: Int
    /// Video: one entry a picture, in decoding order. Audio: one entry a coded frame. Data: one a PES or sample.
    public var accessUnits: [AccessUnit]

    /// Makes an entry.
    public init(
        id: Int, kind: StreamKind, codec: Codec, timeBase: TimeBase, language: String? = nil,
        configurations: [DecoderConfiguration] = [], rotation: Int = 0, accessUnits: [AccessUnit] = []
    ) {
        self.id = id
        self.kind = kind
        self.codec = codec
        self.timeBase = timeBase
        self.language = language
        self.configurations = configurations
        self.rotation = rotation
        self.accessUnits = accessUnits
    }
}

/// What a decoder must know before an access unit, and what it says of the format.
public struct DecoderConfiguration: Sendable, Hashable {
    /// Bytes for the decoder. MPEG-TS video: the active parameter sets in Annex B form (VPS, SPS, PPS, each with
    /// a 4-byte start code). fMP4 video: the `avcC`/`hvcC` record. AAC: the AudioSpecificConfig. Else empty.
    public var extradata: [UInt8]
    /// The pictures, for video whose sequence parameter set could be read.
    public var video: VideoFormat?
    /// The sound, for audio.
    public var audio: AudioFormat?

    /// Makes a configuration.
    public init(extradata: [UInt8], video: VideoFormat? = nil, audio: AudioFormat? = nil) {
        self.extradata = extradata
        self.video = video
        self.audio = audio
    }
}

/// One coded picture (both fields of a PAFF frame together), or one coded audio frame.
public struct AccessUnit: Sendable, Hashable {
    /// Presentation timestamp in the stream's time base.
    public var pts: Int64
    /// Decoding timestamp; equals ``pts`` where the container gives only one.
    public var dts: Int64
    /// Length by the container's own word (fMP4) or by the sample count (audio); `nil` for video in MPEG-TS.
    public var duration: Int64?
    /// Offset in the (decrypted) segment: of the transport packet in which it begins (with its arrival time,
    /// where packets have 192 bytes), or of its first byte.
    public var position: Int
    /// Length of its payload in bytes.
    public var size: Int
    /// What its NAL units say; a plain predicted picture for everything that is no video.
    public var picture: PictureFacts
    /// Position in ``StreamIndex/configurations`` of the parameter sets that were active; `nil` before any.
    public var configuration: Int?
    /// The configuration's parameter sets are inside this access unit, so a decoder needs nothing else.
    public var carriesParameterSets: Bool
    /// The container gave no timestamp for it; its own was derived from its neighbours.
    public var isInferred: Bool

    /// Makes an entry.
    public init(
        pts: Int64, dts: Int64, duration: Int64? = nil, position: Int, size: Int,
        picture: PictureFacts = PictureFacts(), configuration: Int? = nil, carriesParameterSets: Bool = false,
        isInferred: Bool = false
    ) {
        self.pts = pts
        self.dts = dts
        self.duration = duration
        self.position = position
        self.size = size
        self.picture = picture
        self.configuration = configuration
        self.carriesParameterSets = carriesParameterSets
        self.isInferred = isInferred
    }
}

/// Something wrong in a segment's bytes that reading survived; facts only, the wording is elsewhere.
public enum Defect: Sendable, Hashable {
    /// The continuity counter of a PID jumped this many times.
    case continuity(pid: Int, count: Int)
    /// Packets flagged with `transport_error_indicator`.
    case transportError(count: Int)
    /// Bytes that belong to no packet or box, at the first such place.
    case junk(bytes: Int, position: Int)
    /// The segment ends inside a packet, box or access unit.
    case cutShort(position: Int)
    /// More than one program; the first one with video (else audio) was read.
    case severalPrograms(count: Int)
    /// The program map changed inside the segment.
    case programMapChanged
    /// Access units without a timestamp of their own.
    case missingTimestamps(stream: Int, count: Int)
    /// A decoding timestamp that does not follow the one before: steps back, or jumps by more than ten seconds.
    case timestampJump(stream: Int, position: Int, ticks: Int64)
    /// A stream that cannot be understood beyond its presence.
    case unsupportedStream(id: Int, name: String)
    /// Parameter sets, headers or boxes that could not be parsed, with the reason.
    case malformed(what: String, position: Int)
    /// Payload of a PID is scrambled, or a sample entry says that it is encrypted (`encv`, `enca`).
    case scrambled(stream: Int)
}
