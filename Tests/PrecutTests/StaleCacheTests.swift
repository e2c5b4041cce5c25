import Foundation
import Precut
import Synchronization
import TestSupport
import Testing

@Suite("A cache never makes an answer wrong") struct StaleCacheTests {
    private struct Answer: Sendable, Equatable {
        var start: String
        var end: String
        var number: Int?
    }

    private static let times = [500, 2_510, 4_500]
    private static let before = [
        Answer(start: "480", end: "520", number: 12), Answer(start: "2480", end: "2520", number: 62),
        Answer(start: "4480", end: "4520", number: 112),
    ]
    private static let after = [before[0], Answer(start: "2500", end: "2520", number: 25), before[2]]

    @Test("a local segment that was replaced")
    func replacedFile() async throws {
        let cache = try TemporaryFolder()
        let folder = try TemporaryFolder()
        let path = try folder.copyFixture("ts_closed_gop_25") + "/playlist.m3u8"
        #expect(try await ask(path, cache) == Self.before)
        #expect(try await ask(path, cache) == Self.before)
        try folder.write("ts_closed_gop_25/segment1.ts", try Self.replacement())
        #expect(try await ask(path, cache) == Self.after)
        #expect(try await ask(path, cache) == Self.after)
        let options = SnapshotOptions(cacheDirectory: cache.path)
        let located = try await Snapshot.open(path, options: options).locate(
            [TimeExpression(anchor: .start, milliseconds: 2_510)])
        #expect(located[0].frame?.start.millisecondsText == "2500")
    }

    @Test("other media under the same URL")
    func replacedResource() async throws {
        let cache = try TemporaryFolder()
        let isReplaced = Mutex(false)
        let replacement = try Self.replacement()
        let server = try TestServer { request in
            if request.path == "/segment1.ts", isReplaced.withLock({ $0 }) { return .bytes(replacement) }
            return (try? Fixtures.bytes("media/ts_closed_gop_25" + request.path)).map { .bytes($0) }
                ?? .status(404)
        }
        #expect(try await ask(server.url("/playlist.m3u8"), cache) == Self.before)
        isReplaced.withLock { $0 = true }
        #expect(try await ask(server.url("/playlist.m3u8"), cache) == Self.after)
        #expect(try await ask(server.url("/playlist.m3u8"), cache) == Self.after)
    }

    @Test("a cache file that is damaged", arguments: [0, 15, 79, 1_000])
    func damaged(place: Int) async throws {
        let cache = try TemporaryFolder()
        let path = Fixtures.path("media/ts_closed_gop_25/playlist.m3u8")
        #expect(try await ask(path, cache) == Self.before)
        let name = try #require(cache.names.first { $0.hasSuffix(".idx") })
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: cache.path(name))))
        bytes[place % bytes.count] ^= 0x5A
        try cache.write(name, bytes)
        #expect(try await ask(path, cache) == Self.before)
        try cache.write(name, Array(bytes.prefix(place)))
        #expect(try await ask(path, cache) == Self.before)
    }

    @Test("what is only looked up, with a bit turned somewhere in the cache")
    func turnedBits() async throws {
        let cache = try TemporaryFolder()
        // Over HTTP nothing but the cache itself can tell.
        let server = try TestServer(directory: Fixtures.path("media/ts_closed_gop_25"))
        let path = server.url("/playlist.m3u8")
        let options = SnapshotOptions(cacheDirectory: cache.path)
        let times = [1_234, 3_999, 5_999].map { TimeExpression(anchor: .start, milliseconds: $0) }
        let expected = try await Snapshot.open(path, options: options).locate(times).map(\.frame)
        let name = try #require(cache.names.first { $0.hasSuffix(".idx") })
        let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: cache.path(name))))
        // The file's first line, the first entry's numbers and checksum, and places in all indexes.
        for place in Array(0..<80) + stride(from: 80, to: whole.count, by: 97) {
            var bytes = whole
            for bit in place < 80 ? [0, 1, 6] : [place % 8] {
                bytes[place] = whole[place] ^ UInt8(1 << bit)
                try cache.write(name, bytes)
                let found = try await Snapshot.open(path, options: options).locate(times).map(\.frame)
                #expect(found == expected, "byte \(place), bit \(bit)")
            }
        }
    }

    @Test("a cache folder that cannot be made")
    func noFolder() async throws {
        let folder = try TemporaryFolder()
        let options = SnapshotOptions(cacheDirectory: try folder.write("file", "") + "/cache")
        let path = Fixtures.path("media/ts_closed_gop_25/playlist.m3u8")
        let located = try await Snapshot.open(path, options: options).locate([
            TimeExpression(anchor: .start, milliseconds: 0)
        ])
        #expect(located[0].segment == 0)
    }

    /// Pictures at 50 a second, one second of them, in the place of two seconds at 25.
    private static func replacement() throws -> [UInt8] {
        let (slow, fast) = (try Truth.load("ts_closed_gop_25"), try Truth.load("ts_closed_gop_50"))
        return TransportStreamPatch(try Fixtures.bytes("media/ts_closed_gop_50/segment0.ts"))
            .moved(by: slow.zeroPts - fast.zeroPts + 180_000)
    }

    private func ask(_ source: String, _ cache: TemporaryFolder) async throws -> [Answer] {
        let pictures = Mutex<[Int: ExtractedPicture]>([:])
        try await Snapshot.with(source, options: SnapshotOptions(cacheDirectory: cache.path, jobs: 2)) {
            snapshot in
            let times = Self.times.map { TimeExpression(anchor: .start, milliseconds: $0) }
            try await snapshot.extractFrames(FrameRequest(times: times)) { place, frame in
                if case .picture(let picture) = frame { pictures.withLock { $0[place] = picture } }
            }
        }
        let folder = try TemporaryFolder()
        let found = pictures.withLock { $0 }
        return try Self.times.indices.map { place in
            let picture = try #require(found[place])
            return Answer(
                start: picture.frame.start.millisecondsText, end: picture.frame.end.millisecondsText,
                number: try Tool.grayPicture(try folder.write("a.jpg", picture.bytes)).burnedNumber)
        }
    }
}
