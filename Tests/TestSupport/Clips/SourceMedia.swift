internal import Foundation

/// What a fixture's media is, decoded by the `ffmpeg` program: all sound on the axis, all coded pictures.
public struct SourceMedia: Sendable {
    /// Sound without a hole.
    public struct Sound: Sendable {
        /// Where its first sample lies on the axis.
        public var start: TruthTime
        /// One channel.
        public var samples: [Float]
        /// Samples a second.
        public var rate: Int64
        /// What of it is heard: runs are laid end to end, and their sound may be longer or shorter than the picture.
        public var audible: Range<TruthTime>

        /// Where its last sample ends on the axis.
        public var end: TruthTime { start + TruthTime(Int64(samples.count), rate) }
    }

    /// In the order of the axis.
    public var sound: [Sound] = []
    /// The coded slices (H.264: NAL unit types 1 to 5; HEVC: below 32), without zero bytes behind them.
    public var slices: Set<[UInt8]> = []
    /// What the streams of each run are.
    public var facts: [StreamFacts] = []

    /// Decodes a fixture.
    ///
    /// - Parameters:
    ///   - truth: The fixture with the pictures.
    ///   - rendition: The fixture that holds its sound, where that is separate.
    /// - Throws: ``ClipProbe/Failure``, or what Foundation throws where a program or file is missing.
    public init(_ truth: Truth, rendition: Truth? = nil) throws {
        for run in try PlainRun.all(of: truth) {
            let file = try RunFile(run)
            let own = file.facts
            facts.append(own)
            if let video = own.video {
                slices.formUnion(try file.slices(video.codec, isMovie: truth.container == "fmp4"))
            }
            guard rendition == nil, own.sound != nil else { continue }
            let frames = truth.frames.filter { truth.segments[$0.segment].run == run.number }
            let zero = own.packets.map(\.pts).min().map { TruthTime($0, own.hertz) }
            sound += try file.sound(zero: zero, frames: frames)
        }
        if let rendition, let run = try PlainRun.all(of: rendition).first {
            let file = try RunFile(run)
            sound = try file.sound(zero: TruthTime(truth.zeroPts, 90_000), frames: truth.frames)
            for place in facts.indices { facts[place].sound = file.facts.sound }
        }
    }
}

/// One run as a file.
private struct RunFile {
    private let folder: ScratchFolder
    let facts: StreamFacts

    private var path: String { folder.path("run") }

    init(_ run: PlainRun) throws {
        folder = try ScratchFolder()
        try Data(run.bytes).write(to: URL(fileURLWithPath: folder.path("run")))
        facts = try StreamFacts(folder.path("run"))
    }

    /// - Parameter zero: The file's time of the first picture; `nil` where the sound itself is zero.
    func sound(zero: TruthTime?, frames: [Truth.Frame]) throws -> [SourceMedia.Sound] {
        let arguments = ["-nostdin", "-v", "error", "-copyts", "-i", path]
        let result = try Tool.run("ffmpeg", arguments + DecodedSound.arguments(folder, stream: "0:a:0"))
        guard result.exitCode == 0 else { throw ClipProbe.Failure.unexpectedOutput(result.errorText) }
        let decoded = try DecodedSound(folder)
        var start = TruthTime(0, 1)
        var audible = start..<TruthTime(1 << 30, 1)
        if let zero, let first = frames.first, let last = frames.last {
            start = first.start + TruthTime(decoded.start, decoded.rate) - zero
            audible = first.start..<last.end
        }
        var begin = 0
        return zip(decoded.jumps + [decoded.samples.count], decoded.origins).map { end, origin in
            defer { begin = end }
            return SourceMedia.Sound(
                start: start + TruthTime(origin - decoded.start, decoded.rate),
                samples: Array(decoded.samples[begin..<end]), rate: decoded.rate, audible: audible)
        }
    }

    /// The coded slices, see ``SourceMedia/slices``.
    func slices(_ codec: String, isMovie: Bool) throws -> [[UInt8]] {
        // Said outright: left to itself, ffmpeg takes a length of 256 to 511 for a start code.
        let filter = isMovie ? ["-bsf:v", codec + "_mp4toannexb"] : []
        let copy = ["-map", "0:v:0", "-c", "copy"] + filter + ["-f", codec, "pipe:1"]
        let result = try Tool.run("ffmpeg", ["-nostdin", "-v", "error", "-i", path] + copy)
        return CodedSlices.annexB([UInt8](result.output)).filter { CodedSlices.isSlice($0, codec: codec) }
    }
}
