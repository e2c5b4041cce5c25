import ElementaryStreams
import Testing

@testable import MovieFile

@Suite("Hostile movies") struct HostileMovieTests {
    /// A small movie with every table that the reader knows.
    private static func movie() throws -> [UInt8] {
        let record = try AVCConfigurationRecord(
            parameterSets: [[0x67, 66, 0xC0, 30, 0xDA], [0x68, 0xCE, 0x3C, 0x80]])
        let video = SampleTable(
            (0..<20).map { (index: Int) -> TrackSample in
                TrackSample(
                    size: UInt32(10 + index), duration: 3003,
                    compositionOffset: index % 2 == 0 ? 3003 : -3003,
                    isSync: index % 10 == 0)
            })
        let audio = SampleTable(
            (0..<30).map { (index: Int) -> TrackSample in
                TrackSample(size: UInt32(5 + index % 3), duration: 1024)
            })
        let writer = try MovieWriter(
            MovieDescription(
                tracks: [
                    TrackDescription(
                        id: 1, timeScale: 90_000, language: "deu", rotation: .clockwise270,
                        sampleEntry: .video(
                            VideoSampleEntry(
                                .avc(record), width: 64, height: 48,
                                colour: ColourDescription(primaries: 1, transfer: 1, matrix: 1))),
                        samples: video,
                        edits: [
                            EditListEntry(segmentDuration: 900, mediaTime: nil),
                            EditListEntry(segmentDuration: 30_000, mediaTime: 3003),
                        ]),
                    TrackDescription(
                        id: 2, timeScale: 48_000,
                        sampleEntry: .audio(
                            AudioSampleEntry(
                                .aac(specificConfig: [0x11, 0x90]), channels: 2, sampleRate: 48_000)),
                        samples: audio, rollDistance: -1),
                ], metadata: MovieMetadata(title: "t", items: [.init(key: "k", value: "v")])))
        return try writer.headerBytes(payloadSize: writer.plan.payloadSize)
            + [UInt8](repeating: 7, count: Int(writer.plan.payloadSize))
    }

    /// Reads all there is; what is thrown is no matter, that it ends is.
    private static func readAll(_ bytes: [UInt8]) {
        guard let movie = try? MovieReader.read(MemorySource(bytes)) else { return }
        for track in movie.tracks {
            var total: UInt64 = 0
            for sample in track.samples { total &+= UInt64(sample.size) &+ UInt64(bitPattern: sample.pts) }
            guard let presentation = try? track.presentation() else { continue }
            for sample in presentation.prefix(5000) { total &+= UInt64(sample.index) }
            _ = total
        }
    }

    @Test("seeded mutations neither trap nor hang")
    func mutations() throws {
        let good = try Self.movie()
        var state: UInt64 = 0x5EED_1234
        func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
        for _ in 0..<3000 {
            var bytes = good
            for _ in 0...next(4) {
                let place = next(bytes.count)
                switch next(4) {
                case 0: bytes[place] = UInt8(next(256))
                case 1: bytes[place] = [0, 1, 0x7F, 0x80, 0xFF][next(5)]
                case 2: for index in place..<min(place + 4, bytes.count) { bytes[index] = 0xFF }
                default: bytes.removeSubrange(place..<min(place + next(9), bytes.count))
                }
            }
            Self.readAll(bytes)
        }
        for count in stride(from: 0, to: good.count, by: 7) { Self.readAll(Array(good.prefix(count))) }
    }

    /// The good movie with the fields of one box overwritten.
    private static func patched(
        _ box: String, at offset: Int, _ value: [UInt8], in base: [UInt8]? = nil
    ) throws -> [UInt8] {
        var bytes = try base ?? movie()
        let type = Array(box.utf8)
        let start = try #require(bytes.indices.first { bytes[$0...].starts(with: type) }) + 4 + offset
        bytes.replaceSubrange(start..<(start + value.count), with: value)
        return bytes
    }

    private static let ones: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF]

    @Test("tables that lie are read as far as they go, and named")
    func lyingTables() throws {
        let expected: [(bytes: [UInt8], defect: MovieDefect, count: Int)] = [
            (try Self.patched("stts", at: 4, Self.ones), .tableCutShort(track: 1, box: "stts"), 20),
            (
                try Self.patched("stts", at: 8, [0, 0, 0, 19]),
                .durations(track: 1, count: 19, samples: 20), 20
            ),
            (try Self.patched("ctts", at: 4, Self.ones), .tableCutShort(track: 1, box: "ctts"), 20),
            (
                try Self.patched("ctts", at: 8, [0, 0, 0, 3]),
                .compositionOffsets(track: 1, count: 22, samples: 20), 20
            ),
            (
                try Self.patched("stsz", at: 8, [0, 0, 0, 21]), .tableCutShort(track: 1, box: "stsz"), 20
            ),
            (
                try Self.patched("stsz", at: 4, [0, 0, 0, 100] + Self.ones),
                .chunks(track: 1, count: 20, sizes: Int(UInt32.max)), 20
            ),
            (
                // One size for four thousand million samples in one chunk: no more than the file can hold.
                try Self.patched(
                    "stsc", at: 12, Self.ones, in: Self.patched("stsz", at: 4, [0, 0, 0, 100] + Self.ones)),
                .chunks(track: 1, count: try Self.movie().count / 100, sizes: Int(UInt32.max)),
                try Self.movie().count / 100
            ),
            (
                try Self.patched("stsc", at: 12, Self.ones),
                .chunks(track: 1, count: Int(UInt32.max) + 6, sizes: 20), 20
            ),
            (try Self.patched("stco", at: 8, Self.ones), .chunkBeyondFile(track: 1, chunk: 0), 20),
            (try Self.patched("tkhd", at: 40, Self.ones), .matrix(track: 1), 20),
            (
                try Self.patched("mdhd", at: 12, [0, 0, 0, 0]), .trackLeftOut(position: 116, box: "mdhd"), 30
            ),
            (try Self.patched("avcC", at: -4, Array("free".utf8)), .configuration(track: 1, box: "avcC"), 20),
        ]
        for (bytes, defect, count) in expected {
            let movie = try MovieReader.read(MemorySource(bytes))
            #expect(movie.defects.contains(defect), "\(movie.defects)")
            #expect(movie.tracks.first?.samples.count == count)
            Self.readAll(bytes)
        }
    }

    @Test("samples name their entry, and an encrypted entry says so")
    func sampleEntries() throws {
        let second = try Self.patched("stsc", at: 28, [0, 0, 0, 2])
        let samples = try MovieReader.read(MemorySource(second)).tracks[0].samples
        #expect(samples.map(\.sampleEntry) == [Int](repeating: 0, count: 14) + [Int](repeating: 1, count: 6))
        let encrypted = try Self.patched("mp4a", at: -4, Array("enca".utf8))
        let entry = try MovieReader.read(MemorySource(encrypted)).tracks[1].sampleEntries[0]
        #expect(entry.isEncrypted)
        #expect(entry.codec == .other("enca"))
    }

    @Test("an edit at another speed is named when the presentation is asked for")
    func editRate() throws {
        let bytes = try Self.patched("elst", at: 28, [0, 2, 0, 0])
        let track = try MovieReader.read(MemorySource(bytes)).tracks[0]
        #expect(throws: MovieReadError.editRate(track: 1, edit: 1, rate: 0x20000)) {
            try track.presentation()
        }
    }

    @Test("a header of boxes without end is left after 65,536 of them, a long one unread")
    func bounds() throws {
        let boxes = [[UInt8]](repeating: [0, 0, 0, 8] + Array("free".utf8), count: 70_000).flatMap { $0 }
        #expect(throws: MovieReadError.tooManyBoxes) { try MovieReader.read(MemorySource(boxes)) }
        struct Endless: ByteSource {
            var size: UInt64 { 1 << 40 }
            func read(at offset: UInt64, count: Int) throws(MovieReadError) -> [UInt8] {
                guard count <= 16 else { throw .unreadable(offset: offset, code: 12) }
                return Array([0, 0, 0, 0, 0x6D, 0x6F, 0x6F, 0x76].prefix(count))
            }
        }
        #expect(throws: MovieReadError.movieBoxTooLarge(size: 1 << 40)) { try MovieReader.read(Endless()) }
    }
}
