import Foundation

/// An H.264 stream made by ffmpeg: its access units as bytes, cut by ffprobe, and their times.
struct CodedVideo: Sendable {
    struct Unit: Sendable {
        var bytes: [UInt8]
        var pts: Int64
        var dts: Int64
        var isKey: Bool
    }
    var units: [Unit]

    /// Thirty frames with B-frames and two slices each; made once.
    static let usual = Result { try CodedVideo(MediaFactory(), frames: 30, options: "-g 12 -bf 2 -slices 2") }

    /// Without access unit delimiters, as x264 writes by default; 25 frames a second, DTS from 0.
    init(_ factory: MediaFactory, frames: Int, options: String) throws {
        try self.init(factory, frames: frames, encoder: "-c:v libx264 \(options)", format: "h264")
    }

    /// The same with another encoder, and its elementary stream as ffmpeg calls it.
    init(_ factory: MediaFactory, frames: Int, encoder: String, format: String) throws {
        let arguments =
            "-f lavfi -i testsrc2=s=96x64:r=25 -frames:v \(frames) \(encoder) -preset veryfast"
        let raw = try factory.make("raw.\(format)", arguments + " -f \(format)")
        let timed = try factory.make("timed.ts", arguments + " -f mpegts")
        let bytes = try MediaFactory.bytes(raw)
        let cuts = try Probe(raw).packets
        let times = try Probe(timed).packets
        let zero = times.first?.dts ?? 0
        units = zip(cuts, times).map { cut, time in
            let start = cut.position ?? 0
            return Unit(
                bytes: Array(bytes[start..<start + cut.byteCount]), pts: (time.pts ?? 0) - zero,
                dts: (time.dts ?? 0) - zero, isKey: time.isKey)
        }
    }

    /// One PES packet for each access unit.
    func muxed(at start: Int64 = 0, atMost limit: Int = 184) -> [UInt8] {
        var writer = TransportStreamWriter.withVideo()
        for unit in units {
            writer.pes(
                TransportStreamWriter.videoPID, unit.bytes, pts: start + unit.pts, dts: start + unit.dts,
                atMost: limit)
        }
        return writer.bytes
    }
}
