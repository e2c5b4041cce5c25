internal import Foundation

/// What one fixture's media playlist really holds, as `ffprobe` and the decoded pictures say (`truth.json`).
///
/// All times are exact seconds from ``zero``; the format is described in `Fixtures/README.md`.
public struct Truth: Decodable, Sendable {
    /// Folder below `Fixtures/media`: `ts_open_gop`, `multivariant_audio_rendition/high`.
    public var fixture: String
    /// The trap in one sentence.
    public var trap: String
    /// `mpegts`, `fmp4` or `packed`.
    public var container: String
    /// The clock of ``Frame/pts`` and ``Frame/dts``; `nil` without video.
    public var videoTimeBase: TruthTime?
    /// `video`, or `audio` where there is no video.
    public var zero: String
    /// The raw PTS of that instant, in ``videoTimeBase`` or ``Audio/timeBase``.
    public var zeroPts: Int64
    /// Sum of the EXTINF decimals.
    public var playlistDuration: TruthTime
    /// End of the last frame.
    public var videoEnd: TruthTime?
    /// End of the last audio sample.
    public var audioEnd: TruthTime?
    /// The pictures of the first segment.
    public var video: Video?
    /// The sound.
    public var audio: Audio?
    /// One entry a media segment, gaps included.
    public var segments: [Segment]
    /// All frames in presentation order; empty without video.
    public var frames: [Frame]

    /// What the pictures are.
    public struct Video: Decodable, Sendable {
        /// `h264` or `hevc`.
        public var codec: String
        /// ffprobe's name of the profile.
        public var profile: String
        /// Samples in a row, cropping applied.
        public var width: Int
        /// Rows, cropping applied.
        public var height: Int
    }

    /// What the sound is, and where.
    public struct Audio: Decodable, Sendable {
        /// `aac`, `mp3` or `ac3`.
        public var codec: String
        /// Samples a second.
        public var sampleRate: Int
        /// Channels.
        public var channels: Int
        /// The clock of ``firstPts``.
        public var timeBase: TruthTime
        /// PTS of the first coded frame as stored.
        public var firstPts: Int64
        /// Start of the first coded frame (encoder delay included).
        public var start: TruthTime
        /// End of the last coded frame.
        public var end: TruthTime
        /// Coded frames.
        public var frames: Int
    }

    /// One media segment.
    public struct Segment: Decodable, Sendable {
        /// Position in the playlist, from 0.
        public var index: Int
        /// URI as the playlist gives it.
        public var uri: String
        /// The EXTINF decimal as the playlist gives it.
        public var extinf: String
        /// Which run of timestamps it belongs to, from 0.
        public var run: Int
        /// Sum of EXTINF before it.
        public var playlistStart: TruthTime
        /// Sum of EXTINF with it.
        public var playlistEnd: TruthTime
        /// Smallest PTS among its own frames (audio frames where there is no video); `nil` for a gap.
        public var mediaStart: TruthTime?
        /// End of its last frame's interval; `nil` for a gap.
        public var mediaEnd: TruthTime?
        /// ``mediaStart`` minus ``playlistStart``.
        public var drift: TruthTime?
        /// Video frames that begin in it.
        public var frames: Int
        /// Audio frames that begin in it.
        public var audioFrames: Int
        /// Length as stored (encrypted ones with padding), or of its byte range; 0 for a gap.
        public var bytes: Int
        /// EXT-X-DISCONTINUITY stands before it.
        public var discontinuity: Bool
        /// EXT-X-GAP: there is no file.
        public var gap: Bool
        /// Width of its pictures.
        public var width: Int?
        /// Height of its pictures.
        public var height: Int?
        /// Starts of the frames at which decoding can begin: IDR, CRA, recovery point.
        public var keyframes: [TruthTime]
        /// Starts of the IDR pictures alone.
        public var idr: [TruthTime]
    }

    /// One video frame.
    public struct Frame: Decodable, Sendable {
        /// The number in the picture.
        public var number: Int
        /// The segment that carries it.
        public var segment: Int
        /// PTS as stored (MPEG-TS: 33 bits; fMP4: edit list applied).
        public var pts: Int64
        /// DTS likewise.
        public var dts: Int64
        /// When it appears.
        public var start: TruthTime
        /// When it disappears: the next frame's start, except before a gap and at the end.
        public var end: TruthTime
        /// Offset in the plain segment: of its transport packet, or of its first byte.
        public var position: Int
        /// Bytes of its access unit.
        public var size: Int
        /// Decoding can begin here.
        public var key: Bool
        /// `false` where a picture that it refers to, or a part of it, is not in the snapshot.
        public var decodable: Bool
    }

    /// Reads the truth of a fixture.
    ///
    /// - Throws: What Foundation throws for a file that is missing or holds something else.
    public static func load(_ fixture: String) throws -> Truth {
        let path = Fixtures.path("media/\(fixture)/truth.json")
        return try JSONDecoder().decode(Truth.self, from: Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// The names of all fixtures, sorted; each has a `truth.json` and a media playlist `playlist.m3u8`.
    public static let names: [String] = {
        let root = Fixtures.path("media")
        let paths = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix("/truth.json") }.map { String($0.dropLast(11)) }.sorted()
    }()

    /// The fixture's media playlist.
    public var playlistPath: String { Fixtures.path("media/\(fixture)/playlist.m3u8") }

    /// The index in ``frames`` of the frame on screen at an instant, or `nil` where there is no picture.
    public func frameIndex(at instant: TruthTime) -> Int? {
        frames.firstIndex { $0.start <= instant && instant < $0.end }
    }
}
