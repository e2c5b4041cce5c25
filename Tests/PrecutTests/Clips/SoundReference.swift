import ExactTime
import Foundation
import Precut
import TestSupport

/// The sound of a whole source as the ffmpeg program decodes it, and where it lies by ffprobe's timestamps.
struct SoundReference {
    /// Segments without a break between them, decoded as one.
    struct Piece {
        /// Where its first sample lies on the media clock.
        var start: MediaInstant
        /// The first channel.
        var samples: [Float]
    }

    let sampleRate: Int
    let pieces: [Piece]

    /// Decodes what lies between two breaks together.
    init(_ truth: Truth) throws {
        var groups: [[Truth.Segment]] = []
        for segment in truth.segments where !segment.gap {
            if let last = groups.last?.last, last.run == segment.run, last.index + 1 == segment.index {
                groups[groups.count - 1].append(segment)
            } else {
                groups.append([segment])
            }
        }
        sampleRate = truth.audio?.sampleRate ?? 0
        pieces = try groups.map { try Self.piece($0, truth) }
    }

    /// A single piece.
    init(sampleRate: Int, start: MediaInstant, samples: [Float]) {
        self.sampleRate = sampleRate
        pieces = [Piece(start: start, samples: samples)]
    }

    private static func piece(_ segments: [Truth.Segment], _ truth: Truth) throws -> Piece {
        let folder = Fixtures.path("media/\(truth.fixture)/")
        var data = Data()
        let initialization = URL(fileURLWithPath: folder + "init.mp4")
        if truth.container == "fmp4" { data += try Data(contentsOf: initialization) }
        for segment in segments { data += try Data(contentsOf: URL(fileURLWithPath: folder + segment.uri)) }
        let ending = truth.container == "fmp4" ? "mp4" : truth.container == "packed" ? "aac" : "ts"
        let temporary = try TemporaryFolder()
        let path = try temporary.write("piece.\(ending)", [UInt8](data))
        let start = (segments[0].mediaStart?.instant ?? .zero)
        let samples = try decode(path, ignoringEdits: ending == "mp4")
        guard truth.video != nil else { return Piece(start: start, samples: samples) }
        let (sound, picture) = (try firstTime(path, "a:0"), try firstTime(path, "v:0"))
        return Piece(start: start + (sound - picture), samples: samples)
    }

    /// The smallest PTS of a stream.
    private static func firstTime(_ path: String, _ stream: String) throws -> MediaDuration {
        let result = try Tool.run(
            "ffprobe",
            [
                "-v", "error", "-select_streams", stream, "-show_entries", "stream=time_base:packet=pts",
                "-of", "compact=p=0:nk=1", path,
            ])
        var lines = result.outputText.split(separator: "\n").map(String.init)
        let base = lines.popLast()?.split(separator: "/").compactMap { Int64($0) } ?? []
        let first = lines.compactMap { Int64($0.split(separator: "|")[0]) }.min() ?? 0
        guard base.count == 2, let timeBase = TimeBase(base[0], base[1]) else {
            throw Tool.Failure.unexpectedOutput(result.outputText)
        }
        return timeBase.duration(first)
    }

    /// The first channel of a file, by the ffmpeg program.
    ///
    /// - Parameter ignoringEdits: Nothing that a container or a header says is skipped.
    static func decode(_ path: String, ignoringEdits: Bool = false) throws -> [Float] {
        let result = try Tool.run(
            "ffmpeg",
            ["-v", "error"] + (ignoringEdits ? ["-ignore_editlist", "1"] : [])
                + (path.hasSuffix("mp4") && !ignoringEdits ? [] : ["-flags2", "+skip_manual"])
                + ["-i", path, "-map", "0:a:0", "-af", "pan=mono|c0=c0", "-f", "f32le", "-"])
        guard result.exitCode == 0 else {
            throw Tool.Failure.program(exitCode: result.exitCode, errorText: result.errorText)
        }
        return result.output.withUnsafeBytes { buffer in
            (0..<buffer.count / 4).map {
                Float(bitPattern: buffer.loadUnaligned(fromByteOffset: $0 * 4, as: UInt32.self).littleEndian)
            }
        }
    }

    /// A part of the reference that a clip must hold.
    struct Section {
        /// Where it begins, in samples from the in point.
        var start: Int
        /// The sound.
        var samples: ArraySlice<Float>
    }

    /// What is heard in a range of milliseconds: piece by piece, the later one where two overlap.
    func sections(_ range: Range<Int64>) -> [Section] {
        let inPoint = MediaInstant(milliseconds: range.lowerBound)
        let outPoint = MediaInstant(milliseconds: range.upperBound)
        let length = samples(outPoint - inPoint)
        let starts = pieces.map { samples($0.start - inPoint) }
        return pieces.indices.compactMap { place in
            let end = starts[place] + pieces[place].samples.count
            let next = place + 1 < pieces.count ? starts[place + 1] : .max
            let from = max(0, starts[place])
            let upTo = min(length, end, next)
            guard from < upTo else { return nil }
            return Section(
                start: from, samples: pieces[place].samples[from - starts[place]..<upTo - starts[place]])
        }
    }

    private func samples(_ span: MediaDuration) -> Int {
        Int((span.seconds * Rational(Int128(sampleRate))).rounded(.nearestTiesUp))
    }

    /// By how many samples `heard` is late against `expected`, and how well it fits there: 1 is identity.
    static func delay(of heard: ArraySlice<Float>, against expected: ArraySlice<Float>) -> (Int, Float)? {
        let reach = 24
        guard expected.count > 4 * reach, heard.count >= expected.count - reach else { return nil }
        let (first, second) = (Array(expected), Array(heard))
        var best: (Int, Float)?
        for delay in -reach...reach {
            var (product, left, right): (Float, Float, Float) = (0, 0, 0)
            for place in reach..<min(first.count, second.count) - reach {
                product += first[place] * second[place + delay]
                left += first[place] * first[place]
                right += second[place + delay] * second[place + delay]
            }
            let fit = product / max((left * right).squareRoot(), 1e-9)
            if fit > best?.1 ?? 0 { best = (delay, fit) }
        }
        return best
    }
}
