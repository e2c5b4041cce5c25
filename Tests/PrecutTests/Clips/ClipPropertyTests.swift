import Foundation
import Precut
import TestSupport
import Testing

@Suite("Clips as a whole", .serialized) struct ClipPropertyTests {
    private func expression(_ milliseconds: Int64) -> TimeExpression {
        TruthTime(milliseconds: milliseconds).instant.expression
    }

    private func file(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    @Test(
        "equal input gives equal bytes",
        arguments: ["ts_closed_gop_25", "ts_hevc", "ts_discontinuity_reset", "ts_mp3"], ClipMode.allCases)
    func sameBytes(fixture: String, mode: ClipMode) async throws {
        let folder = try TemporaryFolder()
        let source = try ClipSource(fixture: fixture)
        for name in ["first.mp4", "second.mp4"] {
            let range = ClipRequest.Range(
                start: expression(733), end: expression(3111), path: folder.path(name))
            _ = try await source.open().makeClips(ClipRequest(ranges: [range], mode: mode))
        }
        #expect(try file(folder.path("first.mp4")) == file(folder.path("second.mp4")))
    }

    @Test(
        "adjacent clips show every frame once; a frame that the cut divides is in both, trimmed",
        arguments: [
            "ts_closed_gop_25", "ts_open_gop_2997", "ts_b_pyramid", "ts_hevc_open_gop", "ts_vfr", "fmp4",
        ])
    func adjacent(fixture: String) async throws {
        let source = try ClipSource(fixture: fixture)
        let truth = source.truth
        var generator = SeededGenerator(seed: 42)
        for mode in ClipMode.allCases {
            let edges = (0..<4).map { _ in
                Int64.random(in: 0..<source.end.millisecondsDown, using: &generator)
            }
            .sorted()
            let cuts = Array(Set(edges)).sorted()
            let folder = try TemporaryFolder()
            let ranges = zip(cuts, cuts.dropFirst()).enumerated().map { place, edges in
                ClipRequest.Range(
                    start: expression(edges.0), end: expression(edges.1), path: folder.path("\(place).mp4"))
            }
            _ = try await source.open().makeClips(ClipRequest(ranges: ranges, mode: mode))
            var joined: [(number: Int, time: Int64)] = []
            var offset: Int64 = 0
            for (range, edges) in zip(ranges, zip(cuts, cuts.dropFirst())) {
                let probe = try ClipProbe(range.path)
                let frames = try probe.honouring.frames.map { frame in
                    (number: try #require(frame.number), time: frame.pts + offset)
                }
                // What the cut divides goes on where it stopped.
                let goesOn = frames.first?.number == joined.last?.number
                joined += goesOn ? Array(frames.dropFirst()) : frames
                let divided = truth.frames.contains { frame in
                    let cut = TruthTime(milliseconds: edges.0)
                    return frame.start < cut && cut < frame.end
                }
                #expect(goesOn == (divided && offset > 0), "\(mode) at \(edges.0) ms")
                offset += probe.boxes.duration
            }
            let expected = try #require(
                ClipExpectation(
                    truth, rule: .cover, from: TruthTime(milliseconds: cuts[0]),
                    to: TruthTime(milliseconds: cuts[cuts.count - 1])))
            #expect(joined.map(\.number) == expected.shown.map(\.frame.number), "\(mode) \(cuts)")
            #expect(
                joined.map(\.time) == expected.shown.map { ClipExpectation.ticks($0.time) }, "\(mode) \(cuts)"
            )
            #expect(offset == expected.ticks)
        }
    }

    @Test(
        "five ranges in one call read each segment once",
        arguments: ["ts_pts_wrap", "ts_open_gop", "fmp4", "ts_aes128", "ts_discontinuity_reset"])
    func readOnce(fixture: String) async throws {
        let server = try TestServer(directory: Fixtures.path("media/\(fixture)"))
        let folder = try TemporaryFolder()
        let edges: [(Int64, Int64)] = [(100, 900), (850, 1950), (1900, 1999), (50, 3300), (2700, 4400)]
        let ranges = edges.enumerated().map { place, edges in
            ClipRequest.Range(
                start: expression(edges.0), end: expression(edges.1), path: folder.path("\(place).mp4"))
        }
        let snapshot = try await Snapshot.open(
            server.url("/playlist.m3u8"), options: SnapshotOptions(cacheDirectory: nil))
        let results = try await snapshot.makeClips(ClipRequest(ranges: ranges))
        #expect(results.map(\.path) == ranges.map { Optional($0.path) })
        #expect(folder.names == ["0.mp4", "1.mp4", "2.mp4", "3.mp4", "4.mp4"])
        let media = server.log.map(\.request).filter {
            $0.path.contains("segment") || $0.path.contains("second")
        }
        var bytes: [String: Int] = [:]
        for entry in server.log { bytes[entry.request.path, default: 0] += entry.bytesSent }
        for path in Set(media.map(\.path)) {
            let size = try file(Fixtures.path("media/\(fixture)") + path).count
            #expect(bytes[path] == size, "\(path): \(bytes[path] ?? 0) bytes of \(size) left")
        }
        let whole = Dictionary(grouping: media.filter { $0.headers["range"] == nil }, by: \.path)
        for (path, requests) in whole { #expect(requests.count == 1, "\(path)") }
    }

    @Test("a gap is refused by name, or said where it is allowed", arguments: ClipMode.allCases)
    func gap(mode: ClipMode) async throws {
        let source = try ClipSource(fixture: "ts_gap")
        let folder = try TemporaryFolder()
        var request = ClipRequest(
            ranges: [.init(start: expression(1500), end: expression(3500), path: folder.path("clip.mp4"))],
            mode: mode)
        let error = await #expect(throws: PrecutError.self) {
            try await source.open().makeClips(request)
        }
        #expect(error?.kind == .invalidInput)
        #expect(error?.code == "gap-inside")
        #expect(folder.names.isEmpty)
        request.allowsGaps = true
        let result = try #require(try await source.open().makeClips(request).first)
        #expect(result.gaps.map(\.start) == [TruthTime(milliseconds: 2000).instant])
        #expect(result.gaps.map(\.end) == [TruthTime(milliseconds: 3000).instant])
        // Silence, not the sound of elsewhere.
        let sound = try #require(try ClipProbe(folder.path("clip.mp4")).honouring.sound)
        let middle = sound.samples[48 * 700 - Int(sound.start)..<48 * 1300 - Int(sound.start)]
        #expect(middle.allSatisfy { abs($0) < 0.001 })
    }
}
