import ElementaryStreams
import Media
import Testing

/// What a ``VideoEncoder`` made of some pictures.
struct EncodedStream {
    let codec: Codec
    let parameterSets: [[UInt8]]
    let pictures: [EncodedPicture]

    /// Encodes `pictures` under `times`, forcing IDRs at the indices `forced`.
    init(
        _ pictures: [Picture], at times: [Int64], _ settings: VideoEncoderSettings, forced: Set<Int> = []
    ) throws {
        let first = try #require(pictures.first)
        var encoder = try VideoEncoder.open(settings, like: first)
        codec = settings.codec
        parameterSets = encoder.parameterSets
        var result: [EncodedPicture] = []
        for (index, picture) in pictures.enumerated() {
            result += try encoder.send(picture, pts: times[index], isIDRForced: forced.contains(index))
        }
        self.pictures = result + (try encoder.finish())
    }

    /// Parameter sets and pictures as one Annex B stream.
    var annexB: [UInt8] { Self.annexB(parameterSets) + pictures.flatMap(\.annexB) }

    /// The parameter sets alone as an Annex B stream.
    var configuration: [UInt8] { Self.annexB(parameterSets) }

    /// The stream in a file.
    func file() throws -> String { try FFmpeg.file(annexB, codec == .hevc ? "hevc" : "h264") }

    /// The pictures as ffmpeg decodes them, in the order in which it shows them.
    func decodedByFFmpeg(pictureSize: Int) throws -> [[UInt8]] {
        try Self.pixels(of: try file(), pictureSize: pictureSize)
    }

    /// What ffmpeg shows of a file; it must not complain about anything.
    static func pixels(of path: String, pictureSize: Int) throws -> [[UInt8]] {
        let bytes = try FFmpeg.ffmpeg([
            "-xerror", "-err_detect", "explode", "-i", path, "-fps_mode", "passthrough", "-f", "rawvideo",
            "-",
        ])
        return stride(from: 0, to: bytes.count, by: pictureSize).map {
            Array(bytes[$0..<min($0 + pictureSize, bytes.count)])
        }
    }

    /// `units` behind start codes.
    static func annexB(_ units: [[UInt8]]) -> [UInt8] { units.flatMap { [0, 0, 0, 1] + $0 } }

    /// What ffprobe says about the stream, by name.
    func facts() throws -> [String: String] {
        let rows = try FFmpeg.text(
            "ffprobe", ["-v", "error", "-show_streams", "-of", "default=nw=1", try file()])
        let pairs = rows.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1) }
        return Dictionary(
            pairs.compactMap { $0.count == 2 ? (String($0[0]), String($0[1])) : nil },
            uniquingKeysWith: { $1 })
    }

    /// The values of a syntax element that ffmpeg's `trace_headers` reads, in the order of the stream.
    func elements(_ name: String) throws -> [Int] {
        let text = try FFmpeg.text(
            "sh",
            [
                "-c", "ffmpeg -nostdin -i \"$0\" -c copy -bsf:v trace_headers -f null - 2>&1", try file(),
            ])
        return text.split(separator: "\n").filter { $0.contains(" \(name) ") }
            .compactMap { $0.split(separator: " ").last.flatMap { Int($0) } }
    }
}
