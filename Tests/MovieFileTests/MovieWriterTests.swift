import ElementaryStreams
import Testing

@testable import MovieFile

@Suite("What cannot be written is refused; what is written is laid out as planned") struct MovieWriterTests {
    private static let sound = SampleEntry.audio(
        AudioSampleEntry(.aac(specificConfig: [0x11, 0x90]), channels: 2, sampleRate: 48_000))

    private static func track(
        id: UInt32 = 1, timeScale: UInt32 = 48_000, language: String? = nil, entry: SampleEntry = sound,
        count: Int = 10, duration: UInt32 = 1024, edits: [EditListEntry] = []
    ) -> TrackDescription {
        TrackDescription(
            id: id, timeScale: timeScale, language: language, sampleEntry: entry,
            samples: SampleTable((0..<count).map { TrackSample(size: UInt32(1 + $0), duration: duration) }),
            edits: edits)
    }

    @Test("every reason")
    func reasons() throws {
        let cases: [(MovieDescription, MovieWriteError)] = [
            (MovieDescription(tracks: []), .noTracks),
            (MovieDescription(tracks: [Self.track()], timeScale: 0), .timeScale(track: nil)),
            (MovieDescription(tracks: [Self.track(timeScale: 0)]), .timeScale(track: 0)),
            (MovieDescription(tracks: [Self.track(id: 0)]), .trackID(track: 0)),
            (MovieDescription(tracks: [Self.track(), Self.track()]), .trackID(track: 1)),
            (MovieDescription(tracks: [Self.track(language: "en")]), .language(track: 0)),
            (MovieDescription(tracks: [Self.track(language: "EN1")]), .language(track: 0)),
            (MovieDescription(tracks: [Self.track(count: 0)]), .noSamples(track: 0)),
            (
                MovieDescription(tracks: [
                    Self.track(entry: .audio(AudioSampleEntry(.mp3, channels: 0, sampleRate: 48_000)))
                ]), .sampleEntry(track: 0)
            ),
            (
                MovieDescription(tracks: [
                    Self.track(edits: [EditListEntry(segmentDuration: 5, mediaTime: -2)])
                ]), .edit(track: 0, index: 0)
            ),
            (
                MovieDescription(tracks: [
                    Self.track(edits: [
                        EditListEntry(segmentDuration: 5, mediaTime: nil),
                        EditListEntry(segmentDuration: UInt64.max, mediaTime: 0),
                    ])
                ]), .tooLong(track: 0)
            ),
            (
                MovieDescription(tracks: [Self.track()], creationTime: -2_082_844_801),
                .creationTime(-2_082_844_801)
            ),
            (
                MovieDescription(
                    tracks: [Self.track()], metadata: MovieMetadata(items: [.init(key: "", value: "v")])),
                .metadata
            ),
        ]
        for (movie, error) in cases { #expect(throws: error) { try MovieWriter(movie) } }
        let writer = try MovieWriter(MovieDescription(tracks: [Self.track()]))
        #expect(throws: MovieWriteError.payloadSize(stated: 54, planned: 55)) {
            try writer.headerBytes(payloadSize: 54)
        }
    }

    @Test("a plan holds every sample once and in order")
    func plans() throws {
        let tables = [Self.track(count: 3), Self.track(id: 2, count: 2)].map(\.samples)
        let pieces = [(0, 1), (1, 2), (0, 2)].map { InterleavePlan.Piece(track: $0.0, sampleCount: $0.1) }
        let plan = try InterleavePlan(pieces: pieces, of: tables)
        #expect(plan.runs.map(\.samples) == [0..<1, 0..<2, 1..<3])
        #expect(plan.runs.map(\.payloadOffset) == [0, 1, 4])
        #expect(plan.runs.map(\.byteCount) == [1, 3, 5])
        #expect(plan.payloadSize == 9)
        for wrong in [[(0, 3)], [(0, 3), (1, 3)], [(2, 1)], [(-1, 1)], [(0, 0)]] {
            #expect(throws: MovieWriteError.self) {
                try InterleavePlan(
                    pieces: wrong.map { InterleavePlan.Piece(track: $0.0, sampleCount: $0.1) }, of: tables)
            }
        }
    }

    @Test("chunks of half a second take turns by the time at which they are shown")
    func interleaving() throws {
        // Video of 25 frames a second, sound of 100 ms a sample that begins a second late.
        let movie = MovieDescription(tracks: [
            Self.track(timeScale: 90_000, count: 50, duration: 3600),
            Self.track(
                id: 2, count: 10, duration: 4800,
                edits: [
                    EditListEntry(segmentDuration: 90_000, mediaTime: nil),
                    EditListEntry(segmentDuration: 90_000, mediaTime: 0),
                ]),
        ])
        let runs = try InterleavePlan(movie).runs
        #expect(runs.map(\.track) == [0, 0, 0, 1, 0, 1, 0])
        #expect(runs.filter { $0.track == 0 }.map(\.samples) == [0..<12, 12..<24, 24..<36, 36..<48, 48..<50])
    }

    @Test("durations and creation time beyond 32 bits")
    func longTimes() throws {
        let movie = MovieDescription(
            tracks: [
                Self.track(
                    count: 5, duration: UInt32(Int32.max),
                    edits: [EditListEntry(segmentDuration: 1 << 40, mediaTime: 1 << 33)])
            ], creationTime: 3_000_000_000)
        let writer = try MovieWriter(movie)
        let bytes = try writer.headerBytes(payloadSize: 15) + [UInt8](repeating: 0, count: 15)
        try Program.withFolder { folder in
            try Program.write(bytes, to: "\(folder)/long.mp4")
            let probe = try Probe.read("\(folder)/long.mp4", ignoringEdits: true, isQuiet: true)
            #expect(probe.format.tags?["creation_time"] == "2065-01-24T05:20:00.000000Z")
            #expect(probe.streams[0].durationTs == 5 * Int64(Int32.max))
        }
        let read = try MovieReader.read(MemorySource(bytes))
        #expect(read.creationTime == 3_000_000_000)
        #expect(read.statedDuration == 1 << 40)
        #expect(read.tracks[0].statedMediaDuration == 5 * UInt64(Int32.max))
        #expect(read.tracks[0].edits == movie.tracks[0].edits)
    }

    @Test("parameter sets that make no record")
    func records() {
        let sps: [UInt8] = [0x67, 66, 0xC0, 30, 0xDA]
        let pps: [UInt8] = [0x68, 0xCE, 0x3C, 0x80]
        let cases: [([[UInt8]], ConfigurationError)] = [
            ([pps], .missing(.sequence)), ([sps], .missing(.picture)), ([[]], .malformed(.sequence)),
            ([[0x67, 1]], .malformed(.sequence)), ([[0x65, 1]], .notAParameterSet(type: 5)),
            ([[0x67, 100, 0, 30], pps], .malformed(.sequence)),
            ((0..<32).map { [0x67, 66, 0, UInt8($0), 1] } + [pps], .tooMany(.sequence)),
        ]
        for (sets, error) in cases {
            #expect(throws: error) { try AVCConfigurationRecord(parameterSets: sets) }
        }
        #expect(throws: ConfigurationError.missing(.video)) {
            try HEVCConfigurationRecord(parameterSets: [[0x42, 1, 1]])
        }
        #expect(throws: ConfigurationError.malformedRecord) { try AVCConfigurationRecord(bytes: [1, 2, 3]) }
        #expect(throws: ConfigurationError.malformedRecord) { try HEVCConfigurationRecord(bytes: [1]) }
        #expect(throws: ConfigurationError.notAC3) { try AC3SpecificBox(firstFrame: [0x0B, 0x77]) }
    }
}
