internal import Foundation

/// What `ffprobe` says about the streams of a file.
public struct StreamFacts: Sendable {
    /// The pictures.
    public struct Video: Sendable, Hashable {
        /// `h264`, `hevc`.
        public var codec: String
        /// Samples in a row.
        public var width: Int
        /// Rows.
        public var height: Int
        /// `1:1` also where nothing is said, which is shown alike.
        public var sampleAspectRatio: String
        /// Degrees, anticlockwise as ffprobe counts; 0 without a matrix.
        public var rotation: Int
        /// Range, matrix, primaries and transfer, `unknown` where nothing is said.
        public var colour: [String]
        /// `yuv420p`.
        public var pixelFormat: String
        /// Three letters; `nil` where nothing is said or `und`.
        public var language: String?
    }

    /// The sound.
    public struct Sound: Sendable, Hashable {
        /// `aac`, `mp3`, `ac3`.
        public var codec: String
        /// Samples a second.
        public var rate: Int
        /// Channels.
        public var channels: Int
        /// Three letters; `nil` where nothing is said or `und`.
        public var language: String?
    }

    /// One coded picture, in decoding order.
    public struct Packet: Sendable, Hashable {
        /// In the stream's ticks.
        public var pts: Int64
        /// In the stream's ticks.
        public var dts: Int64
        /// Where its bytes lie in an mp4 file.
        public var position: Int
        /// How many bytes.
        public var size: Int
        /// ffprobe's K flag.
        public var isKey: Bool
        /// ffprobe's D flag: an edit list hides it.
        public var isHidden: Bool
    }

    /// The first stream of pictures.
    public var video: Video?
    /// The first stream of sound.
    public var sound: Sound?
    /// The coded pictures.
    public var packets: [Packet]
    /// When the file's picture starts, in ticks of the stream; `nil` without.
    public var firstPictureTicks: Int64?
    /// Ticks a second of the pictures.
    public var hertz: Int64
    /// How long the container says it plays, in microseconds; 0 where it says nothing.
    public var containerMicroseconds: Int64

    /// Examines a file, edit lists honoured.
    ///
    /// - Throws: ``ClipProbe/Failure``, or what Foundation throws where `ffprobe` cannot be started.
    public init(_ path: String) throws {
        let result = try Tool.run(
            "ffprobe",
            ["-v", "error", "-show_format", "-show_streams", "-show_packets", "-of", "json", path])
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        guard let answer = try? decoder.decode(Answer.self, from: result.output) else {
            throw ClipProbe.Failure.unexpectedOutput(result.errorText)
        }
        let video = answer.streams.first { $0.codecType == "video" }
        self.video = video.map { stream in
            Video(
                codec: stream.codecName, width: stream.width ?? 0, height: stream.height ?? 0,
                sampleAspectRatio: stream.sampleAspectRatio ?? "1:1",
                rotation: stream.sideDataList?.compactMap(\.rotation).first ?? 0,
                colour: [
                    stream.colorRange, stream.colorSpace, stream.colorPrimaries, stream.colorTransfer,
                ].map { $0 ?? "unknown" },
                pixelFormat: stream.pixFmt ?? "", language: Self.language(stream))
        }
        sound = answer.streams.first { $0.codecType == "audio" }.map { stream in
            Sound(
                codec: stream.codecName, rate: Int(stream.sampleRate ?? "") ?? 0,
                channels: stream.channels ?? 0, language: Self.language(stream))
        }
        firstPictureTicks = video?.startPts
        let timeBase = (video?.timeBase ?? "1/90000").split(separator: "/").compactMap { Int64($0) }
        hertz = timeBase.last ?? 90_000
        packets = answer.packets.filter { $0.streamIndex == video?.index }.map { packet in
            Packet(
                pts: packet.pts ?? 0, dts: packet.dts ?? 0, position: Int(packet.pos ?? "") ?? -1,
                size: Int(packet.size) ?? 0, isKey: packet.flags.contains("K"),
                isHidden: packet.flags.contains("D"))
        }
        let seconds = (answer.format.duration ?? "0").split(separator: ".", maxSplits: 1)
        containerMicroseconds = Int64(seconds.joined()) ?? 0
    }

    private static func language(_ stream: Answer.Stream) -> String? {
        let language = stream.tags?["language"]
        return language == "und" ? nil : language
    }

    private struct Answer: Decodable {
        struct Format: Decodable {
            var duration: String?
        }
        struct SideData: Decodable {
            var rotation: Int?
        }
        struct Stream: Decodable {
            var index: Int
            var codecType: String
            var codecName: String
            var width: Int?
            var height: Int?
            var sampleAspectRatio: String?
            var pixFmt: String?
            var colorRange: String?
            var colorSpace: String?
            var colorPrimaries: String?
            var colorTransfer: String?
            var sampleRate: String?
            var channels: Int?
            var startPts: Int64?
            var timeBase: String
            var tags: [String: String]?
            var sideDataList: [SideData]?
        }
        struct Packet: Decodable {
            var streamIndex: Int
            var pts: Int64?
            var dts: Int64?
            var pos: String?
            var size: String
            var flags: String
        }
        var format: Format
        var streams: [Stream]
        var packets: [Packet]
    }
}
