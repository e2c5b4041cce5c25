import Foundation
import TestSupport

/// A clip of `ts_closed_gop_25` made by the ffmpeg program: right, or wrong in one way.
struct ForeignClip: Sendable, CustomStringConvertible {
    static let fixture = "ts_closed_gop_25"
    /// In point and out point in ms, both on frame edges: frames 30 to 67.
    static let start: Int64 = 1200
    static let end: Int64 = 2720

    var description: String
    /// Behind the trim of the pictures, before `setpts`.
    var pictures = "null"
    /// Added to each picture's time, in ticks.
    var late = 0
    /// The first and last picture, counted from the in point.
    var kept: Range<Int64> = 0..<38
    /// Samples by which the sound comes too early.
    var soundEarly: Int64 = 0
    /// Behind the trim of the sound.
    var sound = "anull"
    /// Output options in place of the usual ones.
    var options: [String] = []
    /// What the judge must say about it; `nil` for a good clip.
    var complaint: String?

    static let good = ForeignClip(description: "a good clip")
    static let all = [
        good,
        ForeignClip(description: "without the first frame", kept: 1..<38, complaint: "first frame"),
        ForeignClip(description: "without the last frame", kept: 0..<37, complaint: "last frame"),
        ForeignClip(description: "with a frame too many", kept: 0..<39, complaint: "last frame"),
        ForeignClip(description: "with a frame of pre-roll", kept: -1..<38, complaint: "first frame"),
        ForeignClip(description: "a hole", pictures: "select=not(eq(n\\,10))", complaint: "missing [40]"),
        ForeignClip(
            description: "a duplicate in the place of a frame",
            pictures: "loop=loop=1:size=1:start=10,select=not(eq(n\\,12)),setpts=N/25/TB",
            complaint: "missing [41]"),
        ForeignClip(
            description: "a duplicate between two frames",
            pictures: "settb=1/90000,loop=loop=1:size=1:start=10",
            complaint: "39 frames, not 38"),
        ForeignClip(description: "one tick late", late: 1, complaint: "other times"),
        ForeignClip(description: "sound three samples early", soundEarly: 3, complaint: "lag 3"),
        ForeignClip(description: "sound two samples late", soundEarly: -2, complaint: "lag -2"),
        ForeignClip(description: "sound 33 ms late", soundEarly: -1584, complaint: "lag -1584"),
        ForeignClip(
            description: "silence at the end", sound: "volume=0:enable=gt(t\\,1.4)",
            complaint: "sound at the end"),
        ForeignClip(description: "sound cut short", sound: "atrim=end=1.4", complaint: "early"),
        ForeignClip(description: "no sound", options: ["-an"], complaint: "no sound"),
        ForeignClip(description: "another size", pictures: "scale=192:108", complaint: "pictures are"),
        ForeignClip(
            description: "another range", pictures: "scale=out_range=full", complaint: "pictures are"),
        ForeignClip(description: "moov at the end", options: ["-movflags", "0"], complaint: "before moov"),
        ForeignClip(
            description: "whole milliseconds", options: ["-movie_timescale", "1000"], complaint: "time scale"),
        ForeignClip(description: "an edit list", options: ["-bf", "2"], complaint: "without edit list"),
    ]

    /// Makes it.
    func make(_ path: String) throws -> Tool.Result {
        let truth = try Truth.load(Self.fixture)
        let run = try PlainRun.all(of: truth)[0]
        // Absolute timestamps: the trim is exact, whatever the file begins with.
        let inPoint = truth.zeroPts + Self.start * 90
        let first = inPoint + kept.lowerBound * 3600
        let last = inPoint + kept.upperBound * 3600
        let sample = inPoint * 48 / 90 + soundEarly
        let graph = """
            [0:v]trim=start_pts=\(first):end_pts=\(last),setpts=PTS-\(kept.lowerBound < 0 ? first : inPoint),\
            \(pictures),settb=1/90000,setpts=PTS+\(late)[v];\
            [0:a]aresample=48000,atrim=start_pts=\(sample):end_pts=\(sample + (Self.end - Self.start) * 48),\
            asetpts=PTS-STARTPTS,\(sound)[a]
            """
        let maps = options.contains("-an") ? ["-map", "[v]"] : ["-map", "[v]", "-map", "[a]"]
        let usual = [
            "-vsync", "passthrough", "-enc_time_base", "1/90000", "-c:v", "libx264", "-crf", "18", "-bf", "0",
            "-c:a", "aac", "-b:a", "128k", "-video_track_timescale", "90000", "-movie_timescale", "90000",
            "-movflags", "+faststart", "-avoid_negative_ts", "disabled",
        ]
        let silent = options.contains("-an") ? graph + ";[a]anullsink" : graph
        return try Tool.run(
            "ffmpeg",
            ["-nostdin", "-v", "error", "-copyts", "-i", "pipe:0", "-filter_complex", silent] + maps
                + usual + options + ["-y", path], input: Data(run.bytes))
    }
}
