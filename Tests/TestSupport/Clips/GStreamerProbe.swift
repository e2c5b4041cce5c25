/// When a file's samples are shown, by GStreamer's `qtdemux`: a demuxer that shares nothing with FFmpeg's.
///
/// It honours edit lists by segments: a buffer is shown at its own time minus the segment's start, if that lies before
/// the segment's stop.
public struct GStreamerProbe: Sendable {
    /// Presentation times of the pictures in nanoseconds, sorted, those hidden by the edit list left out.
    public let shown: [Int64]
    /// How long the edit list plays, in nanoseconds; `nil` where it is open.
    public let length: Int64?

    /// Reads the first track of pictures.
    ///
    /// - Throws: ``ClipProbe/Failure``, or what Foundation throws where `gst-launch-1.0` is not installed.
    public init(_ path: String) throws {
        let result = try Tool.run(
            "gst-launch-1.0",
            [
                "-v", "filesrc", "location=\(path)", "!", "qtdemux", "name=demux", "demux.video_0", "!",
                "fakesink", "silent=false", "sync=false",
            ])
        guard result.exitCode == 0 else { throw ClipProbe.Failure.unexpectedOutput(result.errorText) }
        var segment: (start: Int64, stop: Int64?, time: Int64)?
        var shown: [Int64] = []
        var length: Int64?
        for line in result.outputText.split(separator: "\n") {
            if line.contains("GstEventSegment") {
                let start = Self.number(line, after: " start=(guint64)") ?? 0
                let stop = Self.number(line, after: " stop=(guint64)")
                segment = (start, stop, Self.number(line, after: " time=(guint64)") ?? 0)
                if let stop { length = (length ?? 0) + stop - start }
            } else if line.contains("last-message = chain"), let pts = Self.clock(line), let segment {
                guard pts >= segment.start, pts < segment.stop ?? .max else { continue }
                shown.append(pts - segment.start + segment.time)
            }
        }
        self.shown = shown.sorted()
        self.length = length
    }

    /// A whole number; `nil` for GStreamer's "none", 2^64 - 1.
    private static func number(_ line: Substring, after key: String) -> Int64? {
        guard let range = line.firstRange(of: key) else { return nil }
        return Int64(line[range.upperBound...].prefix { $0.isNumber })
    }

    /// Nanoseconds of `pts: 0:00:01.310000000`.
    private static func clock(_ line: Substring) -> Int64? {
        guard let range = line.firstRange(of: " pts: ") else { return nil }
        let parts = line[range.upperBound...].prefix { $0 != "," }
            .split(whereSeparator: { $0 == ":" || $0 == "." }).compactMap { Int64($0) }
        guard parts.count == 4 else { return nil }
        return ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 1_000_000_000 + parts[3]
    }
}
