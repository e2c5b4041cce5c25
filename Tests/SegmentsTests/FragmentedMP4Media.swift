import Foundation
import Synchronization
import Testing

/// An initialization section and media segments, made by the `ffmpeg` program.
struct FragmentedMP4Media: Sendable, CustomTestStringConvertible {
    let name: String
    let arguments: [String]
    /// The muxer writes the segments of an HLS playlist; otherwise one file, split where its first `moof` is.
    let isPlaylist: Bool

    var testDescription: String { name }

    init(_ name: String, _ arguments: String, isPlaylist: Bool = false) {
        self.name = name
        self.arguments = arguments.split(separator: " ").map(String.init)
        self.isPlaylist = isPlaylist
    }

    private static let picture = "-f lavfi -i testsrc2=s=160x96:r=25:d=3"
    private static let sound = "-f lavfi -i anoisesrc=r=48000:d=3"
    private static let h264 = "-c:v libx264 -preset ultrafast -g 25 -bf 3"
    private static let fragments = "-movflags frag_keyframe+empty_moov+default_base_moof"

    static let absoluteOffsets = FragmentedMP4Media(
        "absolute base data offsets and an edit with a media time",
        "\(picture) \(sound) \(h264) -c:a aac -movflags frag_keyframe+delay_moov")

    static let all: [FragmentedMP4Media] = [
        FragmentedMP4Media(
            "HLS with B-pyramid, AAC and edit lists of two entries",
            "\(picture) \(sound) \(h264) -x264-params b-pyramid=normal -c:a aac", isPlaylist: true),
        FragmentedMP4Media(
            "one file, a fragment each half second, default base",
            "\(picture) \(sound) \(h264) -c:a aac \(fragments) -frag_duration 500000"),
        absoluteOffsets,
        FragmentedMP4Media(
            "open GOP H.264",
            "\(picture) -c:v libx264 -preset ultrafast -g 25 -bf 2 -x264-params open-gop=1 \(fragments)"),
        FragmentedMP4Media(
            "29.97 fps and 44.1 kHz",
            "-f lavfi -i testsrc2=s=160x96:r=30000/1001:d=3 -f lavfi -i anoisesrc=r=44100:d=3 \(h264) -c:a aac",
            isPlaylist: true),
        FragmentedMP4Media(
            "variable frame rate",
            "-f lavfi -i testsrc2=s=160x96:r=25:d=3,select='not(mod(n\\,3))+not(mod(n\\,5))' -vsync vfr \(h264)"
                + " -video_track_timescale 90000 \(fragments)"),
        FragmentedMP4Media(
            "parameter sets in the samples (avc3)",
            "\(picture) \(h264) -bsf:v dump_extra=freq=keyframe -tag:v avc3 \(fragments)"),
        FragmentedMP4Media(
            "HEVC hvc1, closed GOP",
            "\(picture) -c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=25:bframes=3:open-gop=0"
                + " -tag:v hvc1 \(fragments)"),
        FragmentedMP4Media(
            "HEVC hev1, open GOP",
            "\(picture) -c:v libx265 -preset ultrafast -x265-params log-level=none:keyint=25:bframes=3:open-gop=1"
                + " -tag:v hev1 \(fragments)"),
        FragmentedMP4Media(
            "portrait, non-square samples, language",
            "\(picture) \(sound) \(h264) -vf setsar=4/3 -metadata:s:v rotate=90 -metadata:s:a language=kor -c:a aac"
                + " \(fragments)"),
        FragmentedMP4Media("MP3", "\(sound) -c:a libmp3lame \(fragments) -frag_duration 1000000"),
        FragmentedMP4Media(
            "AC-3", "\(sound) -c:a ac3 -movflags delay_moov+default_base_moof -frag_duration 1000000"),
        FragmentedMP4Media("AAC alone, stereo", "\(sound) -ac 2 -c:a aac", isPlaylist: true),
    ]

    typealias Files = (initialization: [UInt8], segments: [[UInt8]])

    /// What was made before, by the program's arguments.
    private static let made = Mutex<[[String]: Files]>([:])

    /// The initialization section and the segments; made once in a run of the tests.
    func make() throws -> Files {
        let key = arguments + [isPlaylist ? "playlist" : "file"]
        if let files = Self.made.withLock({ $0[key] }) { return files }
        let files = try encode()
        Self.made.withLock { $0[key] = files }
        return files
    }

    private func encode() throws -> Files {
        try FragmentedMP4Program.withFolder { folder in
            let ends =
                isPlaylist
                ? [
                    "-f", "hls", "-hls_segment_type", "fmp4", "-hls_time", "1", "-hls_playlist_type", "vod",
                    "x.m3u8",
                ]
                : ["-f", "mp4", "x.mp4"]
            try FragmentedMP4Program.run("ffmpeg", ["-v", "error", "-y"] + arguments + ends, in: folder)
            func read(_ name: String) throws -> [UInt8] {
                [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
            }
            guard isPlaylist else {
                let whole = try read("x.mp4")
                let split = try #require(firstFragment(whole))
                return (Array(whole[..<split]), [Array(whole[split...])])
            }
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
            let count = names.filter { $0.hasSuffix(".m4s") }.count
            return (try read("init.mp4"), try (0..<count).map { try read("x\($0).m4s") })
        }
    }

    /// The offset of the first `moof` box at file level.
    private func firstFragment(_ bytes: [UInt8]) -> Int? {
        var position = 0
        while position + 8 <= bytes.count {
            if bytes[(position + 4)..<(position + 8)].elementsEqual("moof".utf8) { return position }
            position += bytes[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        return nil
    }
}
