import Precut
import Synchronization
import TestSupport
import Testing

@Suite("Instants without a picture are answers, not failures") struct AbsentPictureTests {
    private func extract(_ path: String, _ milliseconds: [Int], zero: ZeroChoice = .video) async throws
        -> [ExtractedFrame]
    {
        let snapshot = try await Snapshot.open(
            path, options: SnapshotOptions(zero: zero, cacheDirectory: nil))
        let found = Mutex<[Int: ExtractedFrame]>([:])
        let times = milliseconds.map {
            TimeExpression(anchor: .start, offset: MediaDuration(milliseconds: Int64($0)))
        }
        try await snapshot.extractFrames(FrameRequest(times: times)) { place, frame in
            found.withLock { $0[place] = frame }
        }
        return found.withLock { found in milliseconds.indices.compactMap { found[$0] } }
    }

    /// The open-GOP fixture that sends its parameter sets once, with gaps where the given segments were.
    private func playlist(gaps: Set<Int>, in folder: TemporaryFolder) throws -> String {
        let path = try folder.copyFixture("ts_parameter_sets_once") + "/playlist.m3u8"
        var number = -1
        let lines = String(
            decoding: try Fixtures.bytes("media/ts_parameter_sets_once/playlist.m3u8"), as: UTF8.self
        ).split(separator: "\n").map { line in
            if line.hasPrefix("#EXTINF") {
                number += 1
                return (gaps.contains(number) ? "#EXT-X-GAP\n" : "") + line
            }
            return String(line)
        }
        try folder.write("ts_parameter_sets_once/playlist.m3u8", lines.joined(separator: "\n") + "\n")
        return path
    }

    @Test("a frame behind a gap is decoded with the parameter sets from before it")
    func behindGap() async throws {
        let folder = try TemporaryFolder()
        let truth = try Truth.load("ts_parameter_sets_once")
        let last = try #require(truth.frames.last { $0.segment == 2 && $0.decodable })
        let path = try playlist(gaps: [1], in: folder)
        let frames = try await extract(path, [Int(last.start.millisecondsUp)])
        guard case .picture(let picture) = frames[0] else {
            Issue.record("no picture: \(frames)")
            return
        }
        #expect(picture.frame.segment == 2 && !picture.isDamaged)
    }

    @Test("without any parameter sets left a frame is undecodable, and the others are still made")
    func noParameterSets() async throws {
        let folder = try TemporaryFolder()
        let path = try playlist(gaps: [0], in: folder)
        let frames = try await extract(path, [500, 1000])
        for frame in frames {
            guard case .undecodable = frame else {
                Issue.record("expected no picture: \(frame)")
                return
            }
        }
    }

    @Test("where sound comes first, the time before the first frame is a gap")
    func beforeFirstFrame() async throws {
        let truth = try Truth.load("ts_audio_early")
        let lead = try #require(truth.audio).start
        let frames = try await extract(truth.playlistPath, [0], zero: .earliest)
        guard case .gap(let requested, let gap) = frames[0] else {
            Issue.record("expected a gap: \(frames)")
            return
        }
        #expect(requested == .zero && gap.start == .zero)
        #expect(gap.end == MediaInstant.zero - lead.span)
    }
}
