import Foundation
import Precut
import Synchronization
import TestSupport
import Testing

/// The server's own record is the oracle: what was asked for, how often, and how many bytes left.
@Suite("A question about four hours over HTTP reads only what its answer needs") struct ReadsFewTests {
    /// The first timestamps of a segment must lie within this many bytes (`SegmentSource.headLengths`).
    private static let headLength = 128 << 10
    /// Response headers are no part of it.
    private static let headRange = "bytes=0-131071"

    /// Instants in ms, the segment each lies in, and whether the next segment's head may be read as well: the
    /// fixture's B pictures put up to three pictures behind the last one decoded, so that within 120 ms of the end a
    /// picture of the next segment could still be due.
    private static let deep: [(ms: Int, nearEnd: Bool)] = [
        (0, false), (1_234, false), (7_200_000, false), (10_801_079, false), (10_801_995, true),
        (14_398_000, false),
        (14_399_999, false),
    ]

    @Test(
        "one frame: the playlist, the first segment's head, the segment",
        arguments: LongRecording.Packaging.allCases)
    func oneFrame(_ packaging: LongRecording.Packaging) async throws {
        for (ms, isNearEnd) in packaging == .plain ? Self.deep : Array(Self.deep[3...4]) {
            let recording = try LongRecording(packaging)
            let picture = try await extract([ms], recording)[0]
            #expect(picture.number == expectedNumber(ms, recording), "\(ms) ms")
            let segment = ms / 1000 / recording.segmentSeconds
            var allowed = Requests()
            allowed.addHelpers(of: recording)
            allowed.whole.insert(segment)
            if segment > 0 { allowed.heads.insert(0) }
            let found = Requests(recording)
            if isNearEnd { allowed.heads.formUnion(found.heads.intersection([segment + 1])) }
            #expect(found == allowed, "\(ms) ms")
            #expect(
                recording.bytesSent
                    <= recording.playlistBytes + recording.segmentBytes + allowed.heads.count
                    * Self.headLength + 2048,
                "\(ms) ms")
        }
    }

    @Test(
        "a wrong guess by the playlist clock costs one more segment, and the heads that tell drift from a jump"
    )
    func drifting() async throws {
        // One millisecond too much in each EXTINF: 7.2 s, four segments, at the end.
        let recording = try LongRecording(.plain, extinf: "2.001")
        let picture = try await extract([14_000_500], recording)[0]
        #expect(picture.number == expectedNumber(14_000_500, recording))
        let found = Requests(recording)
        #expect(found.whole.contains(7_000))
        #expect(
            found.whole.count == 2 && found.heads.contains(0) && found.heads.count <= 6
                && found.playlists == 1
                && found.repeated.isEmpty,
            "\(found)")
    }

    @Test("timestamps wrap in the middle of the recording")
    func wrapping() async throws {
        let recording = try LongRecording(.plain, firstTimestamp: (1 << 33) - 7_200 * 90_000)
        for ms in [7_195_480, 7_199_999, 14_399_960] {
            #expect(try await extract([ms], recording)[0].number == expectedNumber(ms, recording), "\(ms) ms")
        }
    }

    @Test("where something lies is known from the cache without any media")
    func locateWarm() async throws {
        for packaging in [LongRecording.Packaging.plain, .fragmentedMP4] {
            let recording = try LongRecording(packaging)
            let cache = try TemporaryFolder()
            let options = SnapshotOptions(cacheDirectory: cache.path)
            let times = [10_801_079, 3_000, 14_399_999].map {
                TimeExpression(anchor: .start, milliseconds: $0)
            }
            let cold = try await Snapshot.open(recording.url, options: options).locate(times)
            let before = recording.server.log.count
            let warm = try await Snapshot.open(recording.url, options: options).locate(times)
            let asked = recording.server.log.dropFirst(before).map(\.request.target)
            #expect(asked == [LongRecording.playlistTarget], "\(packaging)")
            #expect(warm.map(\.frame) == cold.map(\.frame))
            #expect(warm.map(\.keyframes) == cold.map(\.keyframes))
        }
    }

    @Test("where something lies in small segments is known from the cache, too")
    func locateWarmSmall() async throws {
        // 27 kB: the head of a segment is all of it.
        let recording = try LongRecording(.plain, nullPackets: 0)
        let cache = try TemporaryFolder()
        let options = SnapshotOptions(cacheDirectory: cache.path)
        let times = [TimeExpression(anchor: .start, milliseconds: 10_801_079)]
        _ = try await Snapshot.open(recording.url, options: options).locate(times)
        let before = recording.server.log.count
        _ = try await Snapshot.open(recording.url, options: options).locate(times)
        #expect(
            recording.server.log.dropFirst(before).map(\.request.target) == [LongRecording.playlistTarget])
    }

    @Test("the playlist alone says what it says")
    func playlistOnly() async throws {
        let recording = try LongRecording(.plain)
        let analysis = try await Snapshot.open(recording.url, options: SnapshotOptions(cacheDirectory: nil))
            .analyzePlaylist()
        #expect(analysis.playlist.segments.count == 7_200)
        #expect(analysis.playlistStarts.last?.millisecondsText == "14400000")
        #expect(recording.server.log.map(\.request.target) == [LongRecording.playlistTarget])
    }

    @Test("forty random instants: nothing is fetched twice", arguments: LongRecording.Packaging.allCases)
    func random(_ packaging: LongRecording.Packaging) async throws {
        let recording = try LongRecording(packaging)
        let seed = UInt64.random(in: .min ... .max)
        var generator = SeededGenerator(seed: seed)
        let instants = (0..<40).map { _ in Int.random(in: 0..<14_400_000, using: &generator) }
        let pictures = try await extract(instants, recording)
        for (ms, picture) in zip(instants, pictures) {
            #expect(picture.number == expectedNumber(ms, recording), "\(ms) ms, seed \(seed)")
        }
        let found = Requests(recording)
        #expect(found.repeated.isEmpty, "seed \(seed)")
        #expect(found.whole == Set(instants.map { $0 / 1000 / recording.segmentSeconds }), "seed \(seed)")
        let nearEnd = instants.filter {
            $0 % (recording.segmentSeconds * 1000) >= recording.segmentSeconds * 1000 - 120
        }
        #expect(found.heads.count <= 1 + nearEnd.count, "seed \(seed)")
        #expect(found.helpers == recording.helperTargets)
    }

    // MARK: Questions

    private struct Extracted: Sendable {
        var number: Int?
    }

    private func extract(_ instants: [Int], _ recording: LongRecording) async throws -> [Extracted] {
        let snapshot = try await Snapshot.open(
            recording.url, options: SnapshotOptions(cacheDirectory: nil, jobs: 2))
        let times = instants.map { TimeExpression(anchor: .start, milliseconds: $0) }
        let images = Mutex<[Int: [UInt8]]>([:])
        try await snapshot.extractFrames(FrameRequest(times: times)) { place, frame in
            if case .picture(let picture) = frame { images.withLock { $0[place] = picture.bytes } }
        }
        let found = images.withLock { $0 }
        return try burnedNumbers(instants.indices.map { try #require(found[$0]) }).map(
            Extracted.init(number:))
    }

    /// Reads the numbers in JPEG pictures, all of them by one run of the `ffmpeg` program.
    private func burnedNumbers(_ images: [[UInt8]]) throws -> [Int?] {
        let (width, height) = (288, 160)
        let folder = try TemporaryFolder()
        try folder.write("all.mjpeg", images.flatMap { $0 })
        let result = try Tool.run(
            "ffmpeg",
            [
                "-v", "error", "-f", "mjpeg", "-i", folder.path("all.mjpeg"), "-vsync", "passthrough", "-f",
                "rawvideo", "-pix_fmt", "gray", "-",
            ])
        let samples = [UInt8](result.output)
        try #require(samples.count == images.count * width * height, "\(result.errorText)")
        return images.indices.map { place in
            let picture = samples[place * width * height..<(place + 1) * width * height]
            return BurnedNumber.read(Array(picture), width: width, height: height)
        }
    }

    private func expectedNumber(_ ms: Int, _ recording: LongRecording) -> Int {
        ms % (recording.segmentSeconds * 1000) * LongRecording.frameRate / 1000
    }

    /// What a server was asked for, by meaning.
    private struct Requests: Equatable {
        var playlists = 1
        /// Segments of which everything was asked for.
        var whole: Set<Int> = []
        /// Segments of which only the beginning was asked for.
        var heads: Set<Int> = []
        var helpers: [String] = []
        /// What was fetched twice, or is none of all this.
        var repeated: [String] = []

        init() {}

        mutating func addHelpers(of recording: LongRecording) { helpers = recording.helperTargets }

        init(_ recording: LongRecording) {
            playlists = 0
            for request in recording.server.log.map(\.request) {
                if request.target == LongRecording.playlistTarget {
                    playlists += 1
                } else if recording.helperTargets.contains(request.target) {
                    helpers.append(request.target)
                } else {
                    note(request, of: recording)
                }
            }
        }

        private mutating func note(_ request: TestServerRequest, of recording: LongRecording) {
            let range = request.headers["range"]
            var number = Int(request.path.dropFirst("/segment".count))
            var isHead = range == ReadsFewTests.headRange
            if recording.packaging == .byteRanges {
                let bounds = (range ?? "").dropFirst("bytes=".count).split(separator: "-").compactMap {
                    Int($0)
                }
                guard bounds.count == 2 else { return repeated.append(request.target) }
                number = bounds[0] / recording.segmentBytes
                isHead = bounds[1] - bounds[0] + 1 == ReadsFewTests.headLength
                guard isHead || bounds[1] - bounds[0] + 1 == recording.segmentBytes else {
                    return repeated.append(range ?? "")
                }
            } else if range != nil, !isHead {
                return repeated.append(range ?? "")
            }
            guard let number,
                request.target.hasSuffix(
                    recording.packaging == .byteRanges ? "?token=all" : "?token=s\(number)")
            else { return repeated.append(request.target) }
            let isNew = isHead ? heads.insert(number).inserted : whole.insert(number).inserted
            if !isNew { repeated.append("\(request.target) \(range ?? "")") }
        }
    }
}

extension LongRecording {
    /// The key or initialization section, once.
    fileprivate var helperTargets: [String] {
        switch packaging {
        case .plain, .byteRanges: []
        case .encrypted: ["/key?token=key"]
        case .fragmentedMP4: ["/init.mp4?token=init"]
        }
    }

    fileprivate var bytesSent: Int { server.log.reduce(0) { $0 + $1.bytesSent } }
}

extension TimeExpression {
    /// Whole milliseconds from an anchor.
    init(anchor: Anchor, milliseconds: Int) {
        self.init(anchor: anchor, offset: MediaDuration(milliseconds: Int64(milliseconds)))
    }
}
