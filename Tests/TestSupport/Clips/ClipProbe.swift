internal import Foundation

/// What an mp4 file really holds, by the `ffmpeg` and `ffprobe` programs and by the numbers in its pictures.
public struct ClipProbe: Sendable {
    /// One decoded picture.
    public struct Frame: Sendable, Hashable {
        /// The number in it, see ``BurnedNumber``; `nil` where none can be read.
        public var number: Int?
        /// When it appears, in ticks of ``View/timeScale``.
        public var pts: Int64
    }

    /// What a player shows.
    public struct View: Sendable {
        /// All pictures in order of presentation.
        public var frames: [Frame]
        /// Ticks a second of their times.
        public var timeScale: Int64
        /// What is heard; `nil` without a track of sound, or where it was not decoded.
        public var sound: DecodedSound?
        /// What the decoders complained about; empty if nothing.
        public var complaints: String
    }

    /// Edit lists honoured.
    public let honouring: View
    /// Edit lists ignored, pictures alone.
    public let ignoring: View
    /// What the streams are; the packets of the pictures.
    public let facts: StreamFacts
    /// What the boxes say.
    public let boxes: MovieBoxes
    /// The file.
    public let bytes: [UInt8]

    /// Why a file could not be examined.
    public enum Failure: Error, Sendable {
        /// There is no movie in it.
        case noMovie
        /// A program's answer makes no sense.
        case unexpectedOutput(String)
    }

    /// Examines a file.
    ///
    /// - Throws: ``Failure``, or what Foundation throws where a program cannot be started.
    public init(_ path: String) throws {
        bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        guard let boxes = MovieBoxes(bytes) else { throw Failure.noMovie }
        self.boxes = boxes
        facts = try StreamFacts(path)
        honouring = try Self.view(path, facts, isHonouring: true)
        // Without a list there is only one view of the pictures.
        ignoring =
            boxes.video?.edits.isEmpty == false
            ? try Self.view(path, facts, isHonouring: false) : honouring
    }

    private static func view(_ path: String, _ facts: StreamFacts, isHonouring: Bool) throws -> View {
        let folder = try ScratchFolder()
        var arguments = ["-nostdin", "-v", "error", "-threads", "1", "-copyts", "-noautorotate"]
        // Without this flag the H.264 decoder keeps back what it decodes before a first picture that is no IDR comes
        // out: of very short copied clips up to two pictures. Each number is read, and complaints count.
        arguments += ["-flags", "output_corrupt"]
        if !isHonouring { arguments += ["-ignore_editlist", "1"] }
        arguments += ["-i", path]
        if facts.video != nil {
            let output = [
                "-map", "0:v:0", "-vsync", "passthrough", "-enc_time_base", "-1", "-pix_fmt", "gray",
            ]
            arguments += output + ["-f", "rawvideo", folder.path("video.gray")]
            arguments += output + ["-f", "framecrc", folder.path("video.times")]
        }
        let hearsSound = isHonouring && facts.sound != nil
        if hearsSound { arguments += DecodedSound.arguments(folder, stream: "0:a:0") }
        let result = try Tool.run("ffmpeg", arguments)
        var view = View(frames: [], timeScale: 90_000, sound: nil, complaints: result.errorText)
        if result.exitCode != 0 { view.complaints += "exit code \(result.exitCode)" }
        if let video = facts.video, result.exitCode == 0 {
            let listing = try FrameListing(folder.path("video.times"))
            view.timeScale = listing.timeScale
            let gray = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path("video.gray"))))
            let size = video.width * video.height
            guard size > 0, gray.count == listing.entries.count * size else {
                throw Failure.unexpectedOutput("\(gray.count) bytes of \(listing.entries.count) pictures")
            }
            view.frames = listing.entries.enumerated().map { place, entry in
                let picture = Array(gray[place * size..<(place + 1) * size])
                return Frame(
                    number: BurnedNumber.read(picture, width: video.width, height: video.height),
                    pts: entry.pts)
            }
        }
        if hearsSound, result.exitCode == 0 { view.sound = try DecodedSound(folder) }
        return view
    }
}
