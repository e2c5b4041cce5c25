import Foundation
import Precut
import TestSupport
import Testing

/// Rules that nothing can meet are noise: every rule about media and time is produced here at least once.
@Suite("Every rule about media and time is met by something") struct RuleCoverageTests {
    /// Rules whose media no program at hand writes; they are met by hand-built bytes where segments are tested.
    private static let metByHandBuiltBytes: Set<String> = [
        "MED002", "MED005", "MED006", "MED008",
    ]

    @Test("fixtures and damaged copies of them meet all rules")
    func all() async throws {
        var met: Set<String> = []
        for name in Truth.names {
            let truth = try Truth.load(name)
            let snapshot = try await Snapshot.fixture(truth)
            met.formUnion(try await snapshot.analyze().findings.map(\.rule.code))
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (number, make) in [
            lost, junk, damagedTable, scrambled, unknownStream, doubled, untimed, tablesOnly,
        ].enumerated() {
            let segments = try make()
            let path = folder.appendingPathComponent("\(number)")
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            var playlist = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n"
            for (place, bytes) in segments.enumerated() {
                try Data(bytes).write(to: path.appendingPathComponent("\(place).ts"))
                playlist += "#EXTINF:1.0,\n\(place).ts\n"
            }
            playlist += "#EXTINF:1.0,\nmissing.ts\n#EXT-X-ENDLIST\n"
            let file = path.appendingPathComponent("playlist.m3u8")
            try Data(playlist.utf8).write(to: file)
            let snapshot = try await Snapshot.open(file.path, options: SnapshotOptions(cacheDirectory: nil))
            met.formUnion(try await snapshot.analyze().findings.map(\.rule.code))
        }
        let expected = Set(Rule.all.map(\.code).filter { $0.hasPrefix("MED") || $0.hasPrefix("TIM") })
            .subtracting(
                Self.metByHandBuiltBytes)
        #expect(expected.subtracting(met).isEmpty, "never met: \(expected.subtracting(met).sorted())")
    }

    // MARK: Damage, each to one segment of a fixture

    private func packets(_ number: Int = 0) throws -> [[UInt8]] {
        let path = Fixtures.path("media/ts_closed_gop_25/segment\(number).ts")
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        return stride(from: 0, to: bytes.count - 187, by: 188).map { Array(bytes[$0..<$0 + 188]) }
    }

    private func pid(_ packet: [UInt8]) -> Int { Int(packet[1] & 0x1F) << 8 | Int(packet[2]) }

    private func lost() throws -> [[UInt8]] {
        var packets = try packets()
        packets.remove(at: packets.count / 2)
        return [packets.flatMap { $0 }]
    }

    private func junk() throws -> [[UInt8]] {
        var packets = try packets()
        packets.insert(Array(repeating: 0xAA, count: 100), at: packets.count / 2)
        return [packets.flatMap { $0 }]
    }

    /// A program map that does not match its checksum.
    private func damagedTable() throws -> [[UInt8]] {
        var packets = try packets()
        let map = try #require(packets.firstIndex { pid($0) == 0x1000 })
        packets[map][20] ^= 0xFF
        return [packets.flatMap { $0 }]
    }

    /// Tables that announce streams of which no packet follows.
    private func tablesOnly() throws -> [[UInt8]] {
        let intact = try packets()
        let tables = intact.filter { pid($0) == 0 || pid($0) == 0x1000 }
        return [intact.flatMap { $0 }, tables.flatMap { $0 }]
    }

    private func scrambled() throws -> [[UInt8]] {
        let packets = try packets().map { packet in
            var copy = packet
            if pid(copy) == 0x101 { copy[3] |= 0x80 }
            return copy
        }
        return [packets.flatMap { $0 }]
    }

    /// The sound's stream type becomes one that is not read, with the checksum of the table left wrong.
    private func unknownStream() throws -> [[UInt8]] {
        let packets = try packets().map { packet in
            var copy = packet
            if pid(copy) == 0x1000,
                let place = copy.indices.first(where: { copy[$0] == 0x0F && copy[$0 + 1] == 0xE1 })
            {
                copy[place] = 0x11
            }
            return copy
        }
        return [packets.flatMap { $0 }]
    }

    /// The same segment twice: every picture of the second one has a timestamp that was there before.
    private func doubled() throws -> [[UInt8]] {
        let packets = try packets()
        return [packets.flatMap { $0 } + packets.flatMap { $0 }]
    }

    /// Pictures without PTS and DTS: the flags are cleared, the bytes become stuffing.
    private func untimed() throws -> [[UInt8]] {
        var count = 0
        let packets = try packets().map { packet in
            var copy = packet
            guard pid(copy) == 0x100, copy[1] & 0x40 != 0 else { return copy }
            count += 1
            guard count > 3 else { return copy }
            let start = copy[3] & 0x20 != 0 ? 5 + Int(copy[4]) : 4
            let header = Int(copy[start + 8])
            copy[start + 7] &= 0x3F
            for place in start + 9..<start + 9 + header { copy[place] = 0xFF }
            return copy
        }
        return [packets.flatMap { $0 }]
    }
}
