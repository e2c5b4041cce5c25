import Foundation
import Testing
import Transport

@Suite("Fetching files") struct LocalFileTests {
    static let body = pattern(3_000_000)

    /// A folder of its own for each test, gone afterwards.
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "precut " + UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
    }

    private func fetch(
        _ path: String, range: Range<Int64>? = nil, mayEndEarly: Bool = false, sizeLimit: Int64 = 1 << 30
    ) async throws -> FetchResponse {
        let location = try ResourceLocation(parsing: path)
        return try await Fetcher(source: location).fetch(
            FetchRequest(location, range: range, mayEndEarly: mayEndEarly, sizeLimit: sizeLimit))
    }

    private func place(_ path: String) throws -> RedactedLocation {
        try ResourceLocation(parsing: path).redacted
    }

    @Test("brings all of a file or a range of it")
    func bytes() async throws {
        try await withFolder { folder in
            let path = folder + "/a%20b?c#d.ts"
            try Data(Self.body).write(to: URL(fileURLWithPath: path))
            let whole = try await fetch(path)
            #expect(whole.bytes == Self.body)
            #expect(whole.totalSize == 3_000_000)
            #expect(!whole.isPartial && whole.status == nil)
            for range in [0..<1, 188..<376, 1_000_000..<2_999_999, 2_999_999..<3_000_000] as [Range<Int64>] {
                let part = try await fetch(path, range: range)
                #expect(part.bytes == Array(Self.body[Int(range.lowerBound)..<Int(range.upperBound)]))
                #expect(part.isPartial)
            }
            let tail = Array(Self.body[2_999_000...])
            #expect(try await fetch(path, range: 2_999_000..<Int64.max).bytes == tail)
            #expect(try await fetch(path, range: 2_999_000..<4_000_000, mayEndEarly: true).bytes == tail)
            #expect(
                try await fetch("file://" + folder.replacing(" ", with: "%20") + "/a%2520b%3Fc%23d.ts").bytes
                    == Self.body)
        }
    }

    @Test("refuses ranges beyond the end, and more bytes than the limit")
    func limits() async throws {
        try await withFolder { folder in
            let path = folder + "/a"
            try Data([1, 2, 3]).write(to: URL(fileURLWithPath: path))
            let place = try place(path)
            for range in [0..<4, 3..<4, 3..<Int64.max, (Int64.max - 1)..<Int64.max] as [Range<Int64>] {
                await #expect(throws: TransportError.rangeBeyondEnd(place, size: 3)) {
                    try await fetch(path, range: range)
                }
            }
            await #expect(throws: TransportError.rangeBeyondEnd(place, size: 3)) {
                try await fetch(path, range: 3..<9, mayEndEarly: true)
            }
            await #expect(throws: TransportError.tooLarge(place, limit: 2)) {
                try await fetch(path, sizeLimit: 2)
            }
            #expect(try await fetch(path, range: 1..<3, sizeLimit: 2).bytes == [2, 3])
        }
    }

    @Test("an empty file is nothing, and has no range")
    func empty() async throws {
        try await withFolder { folder in
            try Data().write(to: URL(fileURLWithPath: folder + "/a"))
            #expect(try await fetch(folder + "/a").bytes.isEmpty)
            let place = try place(folder + "/a")
            await #expect(throws: TransportError.rangeBeyondEnd(place, size: 0)) {
                try await fetch(folder + "/a", range: 0..<5, mayEndEarly: true)
            }
        }
    }

    @Test("refuses what is no file, without waiting for it")
    func noFile() async throws {
        try await withFolder { folder in
            #expect(mkfifo(folder + "/pipe", 0o600) == 0)
            #expect(symlink("self", folder + "/self") == 0)
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/file"))
            let missing = folder + "/none?token=not-a-query"
            let rows: [(String, (RedactedLocation) -> TransportError)] = [
                (folder, { .notARegularFile($0) }), (folder + "/pipe", { .notARegularFile($0) }),
                ("/dev/zero", { .notARegularFile($0) }), (missing, { .fileNotFound($0) }),
                (folder + "/file/x", { .fileNotFound($0) }),
                (folder + "/self", { .fileUnreadable($0, errno: ELOOP) }),
                (
                    folder + "/" + String(repeating: "x", count: 300),
                    { .fileUnreadable($0, errno: ENAMETOOLONG) }
                ),
            ]
            for (path, error) in rows {
                let expected = error(try place(path))
                await #expect(throws: expected) { try await fetch(path) }
            }
        }
    }

    @Test(
        "says that a file may not be read", .enabled(if: geteuid() != 0, "the superuser may read everything"))
    func permission() async throws {
        try await withFolder { folder in
            try Data([1]).write(to: URL(fileURLWithPath: folder + "/a"))
            chmod(folder + "/a", 0)
            let place = try place(folder + "/a")
            await #expect(throws: TransportError.filePermission(place)) { try await fetch(folder + "/a") }
        }
    }

    @Test("counts what was read, and starts no network for it")
    func statistics() async throws {
        try await withFolder { folder in
            try Data(Self.body).write(to: URL(fileURLWithPath: folder + "/a"))
            let location = try ResourceLocation(parsing: folder + "/a")
            let fetcher = Fetcher(source: location)
            _ = try await fetcher.fetch(FetchRequest(location, range: 0..<100))
            _ = try await fetcher.fetch(FetchRequest(location))
            var expected = TransferStatistics()
            expected.fileReads = 2
            expected.fileBytes = 3_000_100
            #expect(fetcher.statistics == expected)
        }
    }
}
