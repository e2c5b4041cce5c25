import ElementaryStreams
import ExactTime
import Foundation
import Testing

@testable import MovieFile

@Suite("A movie is read as ffprobe reads it") struct ReadMovieTests {
    /// Files that `ffmpeg` makes, by what is special about them: arguments behind the inputs, and the ending.
    static let kinds: [(name: String, arguments: [String], ending: String)] = [
        ("moov behind mdat, B-frames, AAC priming", ["-c:a", "aac"], "mp4"),
        ("moov first", ["-c:a", "aac", "-movflags", "+faststart"], "mp4"),
        ("QuickTime with PCM", ["-c:a", "pcm_s16le"], "mov"),
        ("QuickTime with AAC", ["-c:a", "aac"], "mov"),
        ("signed composition offsets", ["-c:a", "aac", "-movflags", "+negative_cts_offsets"], "mp4"),
        ("HEVC", ["-c:a", "aac", "-c:v", "libx265", "-x265-params", "log-level=none:bframes=3"], "mp4"),
        (
            "variable frame rate",
            ["-c:a", "mp3", "-vf", "select='mod(n\\,7)*mod(n\\,11)'", "-fps_mode", "passthrough"], "mp4"
        ),
        ("open GOP, AC-3", ["-c:a", "ac3", "-x264-params", "open-gop=1:b-pyramid=normal"], "mp4"),
        ("time scale 1000", ["-c:a", "aac", "-video_track_timescale", "1000"], "mp4"),
        (
            "words and turns",
            [
                "-c:a", "aac", "-metadata", "title=A b", "-metadata", "comment=c", "-metadata:s:v",
                "rotate=90", "-metadata:s:a", "language=jpn", "-aspect", "2:1",
            ], "mp4"
        ),
    ]

    private static let inputs = [
        "-f", "lavfi", "-i", "testsrc2=s=96x64:r=30000/1001:d=3", "-f", "lavfi", "-i",
        "anoisesrc=r=48000:d=3:seed=7",
    ]
    private static let video = ["-c:v", "libx264", "-bf", "3", "-g", "25", "-preset", "veryfast"]

    static func make(_ name: String, in folder: String) throws -> String {
        let kind = try #require(kinds.first { $0.name == name })
        let path = "\(folder)/made.\(kind.ending)"
        try Program.make(inputs + video + ["-pix_fmt", "yuv420p"] + kind.arguments + [path])
        return path
    }

    /// Holds both views of `path` against the program's.
    static func compare(_ path: String) throws {
        let movie = try MovieReader.read(MemorySource(Program.bytes(path)))
        #expect(movie.defects == [])
        let ignoring = try Probe.read(path, ignoringEdits: true)
        let honouring = try Probe.read(path)
        #expect(movie.tracks.count == ignoring.streams.count)
        for (track, stream) in zip(movie.tracks, ignoring.streams) {
            let packets = ignoring.packets(ofStream: stream.index)
            let samples = packetized(track, count: packets.count)
            #expect(samples.map { String($0.offset) } == packets.map { $0.pos ?? "" })
            #expect(samples.map { String($0.size) } == packets.map(\.size))
            // The program moves negative offsets into the decoding times.
            let shift = track.samples.map { $0.dts - $0.pts }.max().map { max($0, 0) } ?? 0
            #expect(samples.map(\.dts) == packets.map { $0.dts + shift })
            #expect(samples.map(\.pts) == packets.map(\.pts))
            // For reordered pictures the program guesses durations from the frame rate; dts tell them all.
            if samples.allSatisfy({ $0.pts == $0.dts }) {
                #expect(samples.map { Int64($0.duration) } == packets.map { $0.duration ?? 0 })
            }
            #expect(samples.map(\.isSync) == packets.map(\.isKey))

            #expect("1/\(track.timeScale)" == stream.timeBase)
            #expect(track.sampleEntries.first?.width == stream.width ?? 0)
            #expect(track.sampleEntries.first?.height == stream.height ?? 0)
            if stream.codecName != "mp3" {
                #expect(track.sampleEntries.first?.channels == stream.channels ?? 0)
            }
            #expect(track.language ?? "und" == stream.tags?["language"] ?? "und")
            if stream.codecName != "pcm_s16le" {
                #expect(track.sampleEntries.first?.codec.name == stream.codecName)
                // The program takes the smaller of mdhd's duration and the samples' own.
                let durations = [track.statedMediaDuration, track.samples.table.duration].compactMap { $0 }
                #expect(durations.min() == stream.durationTs.map { UInt64($0) })
            }
            if stream.codecName == "aac", path.hasSuffix("mp4") { #expect(track.rollDistance == -1) }
            let angle = stream.sideDataList?.compactMap(\.rotation).first ?? 0
            #expect(track.rotation?.rawValue == (360 - angle) % 360)
            if let ratio = stream.sampleAspectRatio, let own = track.sampleEntries.first?.sampleAspectRatio {
                #expect(ratio == "\(own.horizontal):\(own.vertical)")
            }
            guard stream.codecName != "pcm_s16le" else { continue }

            let shown = honouring.packets(ofStream: stream.index).filter { !$0.isDiscarded }
            let base = try #require(TimeBase(1, Int64(track.timeScale)))
            // Whole samples begin at the program's pts; a trimmed one would have begun there.
            let presented = try track.presentation().map { sample in
                try #require(
                    base.ticks(in: (sample.start - sample.headTrim).sinceZero, rounding: .nearestTiesUp))
            }
            #expect(presented == shown.map(\.pts).sorted())
        }
        let tags = ignoring.format.tags ?? [:]
        #expect(movie.metadata.title == tags["title"])
        #expect(movie.metadata.comment == tags["comment"])
        #expect(movie.metadata.encoder == tags["encoder"])
        #expect(movie.majorBrand?.name == tags["major_brand"])
    }

    /// Samples as the program cuts packets: of PCM it puts many samples in one.
    private static func packetized(_ track: MovieTrack, count: Int) -> [MovieSample] {
        guard track.samples.count > count else { return Array(track.samples) }
        var packets: [MovieSample] = []
        for sample in track.samples {
            if let last = packets.last, last.offset + UInt64(last.size) == sample.offset, last.duration < 1024
            {
                packets[packets.count - 1] = MovieSample(
                    index: last.index, offset: last.offset, size: last.size + sample.size, dts: last.dts,
                    pts: last.pts, duration: last.duration + sample.duration, isSync: last.isSync,
                    sampleEntry: 0)
            } else {
                packets.append(sample)
            }
        }
        return packets
    }

    @Test("of every kind", arguments: ReadMovieTests.kinds.map(\.name))
    func everyKind(name: String) throws {
        try Program.withFolder { folder in try Self.compare(Self.make(name, in: folder)) }
    }

    @Test("cut by copying, with pre-roll that an edit hides, and with a late start")
    func edits() throws {
        try Program.withFolder { folder in
            let source = try Self.make("moov first", in: folder)
            try Program.make([
                "-ss", "1.2", "-i", source, "-map", "0:v", "-c", "copy", "-t", "1", "\(folder)/cut.mp4",
            ])
            let cut = try MovieReader.read(MemorySource(Program.bytes("\(folder)/cut.mp4")))
            #expect(try #require(cut.tracks[0].edits.first?.mediaTime) > 0)
            try Self.compareWithinOneSample("\(folder)/cut.mp4")
            try Program.make([
                "-itsoffset", "0.5", "-i", source, "-i", source, "-map", "0:v", "-map", "1:a", "-c", "copy",
                "\(folder)/late.mp4",
            ])
            let late = try MovieReader.read(MemorySource(Program.bytes("\(folder)/late.mp4")))
            #expect(late.tracks[0].edits.count == 2)
            #expect(late.tracks[0].edits.first?.mediaTime == nil)
            try Self.compare("\(folder)/late.mp4")
        }
    }

    /// As `compare`, but where an edit begins inside a picture the program leaves that picture out and moves
    /// the rest to the edit's beginning.
    private static func compareWithinOneSample(_ path: String) throws {
        let movie = try MovieReader.read(MemorySource(Program.bytes(path)))
        let track = movie.tracks[0]
        let base = try #require(TimeBase(1, Int64(track.timeScale)))
        let shown = try Probe.read(path).packets.filter { !$0.isDiscarded }.map(\.pts).sorted()
        let presented = try Array(track.presentation())
        let whole = presented.filter { $0.headTrim == .zero }
        #expect(presented.count - whole.count <= 1)
        let starts = whole.compactMap { base.ticks(in: $0.start.sinceZero, rounding: .nearestTiesUp) }
        #expect(starts.map { $0 - (starts.first ?? 0) } == shown)
        #expect(starts.count > 20)
        #expect(presented.first?.start == .zero)
        #expect(zip(presented, presented.dropFirst()).allSatisfy { $0.end == $1.start })
    }

    @Test("compact sample sizes of 4, 8 and 16 bits", arguments: [(4, 15), (8, 255), (16, 60_000)])
    func compactSizes(width: Int, largest: Int) throws {
        try Program.withFolder { folder in
            let samples = (0..<101).map { TrackSample(size: UInt32(1 + $0 * 7919 % largest), duration: 1024) }
            let movie = MovieDescription(tracks: [
                TrackDescription(
                    id: 1, timeScale: 48_000,
                    sampleEntry: .audio(
                        AudioSampleEntry(
                            .aac(specificConfig: [0x11, 0x90]), channels: 2, sampleRate: 48_000)),
                    samples: SampleTable(samples))
            ])
            let writer = try MovieWriter(movie)
            var file = try writer.headerBytes(payloadSize: writer.plan.payloadSize)
            let start = try #require(file.indices.first { file[$0...].starts(with: Array("stsz".utf8)) }) - 4
            var compact = BoxWriter()
            compact.fullBox(.stz2) { writer in
                writer.u32(UInt32(width))
                writer.u32(101)
                let sizes = samples.map(\.size)
                switch width {
                case 4:
                    for index in stride(from: 0, to: 101, by: 2) {
                        writer.u8(UInt8(sizes[index] << 4 | (index < 100 ? sizes[index + 1] : 0)))
                    }
                case 8: for size in sizes { writer.u8(UInt8(size)) }
                default: for size in sizes { writer.u16(UInt16(size)) }
                }
            }
            let room = 20 + 4 * 101 - compact.bytes.count
            compact.box(FourCC("free")) { $0.zeros(room - 8) }
            file.replaceSubrange(start..<(start + 20 + 4 * 101), with: compact.bytes)
            file += [UInt8](repeating: 1, count: Int(writer.plan.payloadSize))
            let path = "\(folder)/compact.mp4"
            try Program.write(file, to: path)
            let packets = try Program.packetPlaces(path)
            let read = try MovieReader.read(MemorySource(file))
            #expect(read.defects == [])
            #expect(read.tracks[0].samples.map { "\($0.size),\($0.offset)" } == packets)
            #expect(packets.count == 101)
        }
    }

    @Test("fragments are named and refused; so is what is no movie")
    func refusals() throws {
        try Program.withFolder { folder in
            let path = "\(folder)/fragmented.mp4"
            try Program.make(Self.inputs + Self.video + ["-c:a", "aac", "-movflags", "frag_keyframe", path])
            let bytes = try Program.bytes(path)
            #expect(throws: MovieReadError.fragmented) { try MovieReader.read(MemorySource(bytes)) }
        }
        let cases: [([UInt8], MovieReadError)] = [
            ([], .noMovieBox), (Array("<!DOCTYPE html><html>".utf8), .notAMovie), ([0, 0, 0], .notAMovie),
            ([0, 0, 0, 8] + Array("ftyp".utf8), .noMovieBox),
            ([0, 0, 0, 8] + Array("moov".utf8), .malformedMovieHeader),
            ([0, 0, 1, 8] + Array("moov".utf8), .cutShort(offset: 0)),
            ([0, 0, 0, 16] + Array("moov".utf8) + [0, 0, 0, 8] + Array("mvex".utf8), .fragmented),
            ([0, 0, 0, 16] + Array("moov".utf8) + [0, 0, 0, 8] + Array("cmov".utf8), .compressedMovieBox),
            ([0, 0, 0, 8] + Array("moof".utf8), .fragmented),
        ]
        for (bytes, error) in cases {
            #expect(throws: error) { try MovieReader.read(MemorySource(bytes)) }
        }
    }
}
