import ElementaryStreams
import Segments
import Testing

@Suite("Damaged and unusual transport streams are read, and what is wrong is listed")
struct TransportStreamDamageTests {
    private static let video = TransportStreamWriter.videoPID
    private static let audio = TransportStreamWriter.audioPID
    private let coded: CodedVideo
    private let whole: [UInt8]

    init() throws {
        coded = try CodedVideo.usual.get()
        whole = coded.muxed(at: 900_000)
    }

    private func index(_ bytes: [UInt8]) throws -> SegmentIndex {
        try SegmentReader.read(bytes, SegmentReading(keepsPayload: false)).index
    }

    private var units: [AccessUnit] {
        get throws { try #require(try index(whole).video).accessUnits }
    }

    private func packets(_ bytes: [UInt8]) -> [[UInt8]] {
        stride(from: 0, to: bytes.count, by: 188).map { Array(bytes[$0..<$0 + 188]) }
    }

    @Test("a lost packet is a continuity error and loses no other access unit")
    func lostPacket() throws {
        var packets = packets(whole)
        let last = try #require(packets.indices.last)
        packets.remove(at: last - 3)
        let found = try index(packets.flatMap { $0 })
        #expect(found.defects.contains(.continuity(pid: Self.video, count: 1)))
        #expect(found.video?.accessUnits.first == (try units).first)
    }

    @Test("duplicate packets change nothing but places")
    func duplicates() throws {
        let doubled = packets(whole).flatMap { $0 + $0 }
        let found = try index(doubled)
        #expect(found.defects == [])
        #expect(found.video?.accessUnits.map(\.size) == (try units).map(\.size))
        #expect(found.video?.accessUnits.map(\.position) == (try units).map { $0.position * 2 })
    }

    @Test("a jump of the counter is none where discontinuity_indicator announces it")
    func announcedDiscontinuity() throws {
        var writer = TransportStreamWriter.withVideo()
        writer.pes(Self.video, coded.units[0].bytes, pts: 0)
        // A packet of the PID that is never sent makes the counter jump.
        var sent = writer.bytes
        let before = writer.bytes.count
        _ = writer.packet(Self.video, [1, 2, 3], starts: false)
        let lost = writer.bytes.count
        _ = writer.packet(Self.video, [0, 0, 1, 9, 0xF0], starts: false, flags: 0x80)
        sent += writer.bytes[lost...]
        #expect(before < lost)
        #expect(try index(sent).defects == [])
    }

    @Test(
        "junk in front, 192 and 204 bytes a packet",
        arguments: [(188, 0, 100), (192, 4, 0), (204, 0, 0), (204, 0, 61)])
    func layouts(stride: Int, lead: Int, junk: Int) throws {
        let padding = [UInt8](repeating: 0x11, count: stride - 188 - lead)
        let header = [UInt8](repeating: 0x22, count: lead)
        let bytes = [UInt8](repeating: 0x33, count: junk) + packets(whole).flatMap { header + $0 + padding }
        let found = try index(bytes)
        let expected = try units.map { unit in
            var moved = unit
            moved.position = unit.position / 188 * stride + junk
            return moved
        }
        #expect(found.video?.accessUnits == expected)
        #expect(found.defects == (junk > 0 ? [.junk(bytes: junk, position: 0)] : []))
    }

    @Test("bytes inserted between packets are passed over")
    func insertedBytes() throws {
        let cut = 188 * 6
        let bytes = Array(whole[..<cut]) + [1, 2, 3, 4, 5] + Array(whole[cut...])
        let found = try index(bytes)
        #expect(found.defects == [.junk(bytes: 5, position: cut)])
        #expect(found.video?.accessUnits.map(\.size) == (try units).map(\.size))
    }

    @Test("a packet cut off at the end is named; the packets before it are read")
    func cutShort() throws {
        let found = try index(Array(whole.dropLast(100)))
        #expect(found.defects.contains(.cutShort(position: whole.count - 188)))
        #expect(found.video?.accessUnits.count == coded.units.count)
    }

    @Test("transport_error_indicator is counted")
    func transportError() throws {
        var bytes = whole
        for packet in [3, 5] { bytes[packet * 188 + 1] |= 0x80 }
        let found = try index(bytes)
        #expect(found.defects == [.transportError(count: 2)])
        #expect(found.video?.accessUnits == (try units))
    }

    @Test("a stream that moves to another PID goes on as the same stream")
    func programMapChange() throws {
        var writer = TransportStreamWriter.withVideo()
        for (number, unit) in coded.units.enumerated() {
            if number == 12 { writer.map([(0x1B, 0x200, [])], version: 1) }
            writer.pes(number < 12 ? Self.video : 0x200, unit.bytes, pts: unit.pts, dts: unit.dts)
        }
        let found = try index(writer.bytes)
        #expect(found.defects == [.programMapChanged])
        #expect(found.streams.map(\.id) == [Self.video])
        #expect(found.video?.accessUnits.map(\.pts) == coded.units.map(\.pts))
    }

    @Test("a new version of the program map with the same streams is no event")
    func programMapVersion() throws {
        var writer = TransportStreamWriter.withVideo()
        for (number, unit) in coded.units.enumerated() {
            if number == 12 { writer.map([(0x1B, Self.video, [])], version: 1) }
            writer.pes(Self.video, unit.bytes, pts: unit.pts, dts: unit.dts)
        }
        #expect(try index(writer.bytes).defects == [])
    }

    @Test("without program tables the streams are guessed")
    func noTables() throws {
        let found = try index(Array(whole[(188 * 2)...]))
        #expect(found.defects == [.malformed(what: "no program map", position: 0)])
        #expect(found.video?.codec == .h264)
        #expect(found.video?.accessUnits.map(\.pts) == (try units).map(\.pts))
    }

    @Test("packets in front of the first program table are read too")
    func lateTables() throws {
        let bytes = Array(whole[(188 * 2)...]) + Array(whole[..<(188 * 2)])
        let found = try index(bytes)
        #expect(found.defects == [])
        #expect(found.video?.accessUnits.map(\.pts) == (try units).map(\.pts))
    }

    @Test("of several programs the one with video is read")
    func severalPrograms() throws {
        var writer = TransportStreamWriter()
        writer.association([(1, 0x1001), (2, 0x1002)])
        writer.map([(0x0F, Self.audio, [])], number: 1, pid: 0x1001)
        writer.map([(0x1B, Self.video, [])], number: 2, pid: 0x1002)
        for unit in coded.units { writer.pes(Self.video, unit.bytes, pts: unit.pts, dts: unit.dts) }
        let found = try index(writer.bytes)
        #expect(found.defects == [.severalPrograms(count: 2)])
        #expect(found.streams.map(\.id) == [Self.video])
    }

    @Test("a table with a wrong checksum is used where there is no better one, and named")
    func damagedTable() throws {
        var writer = TransportStreamWriter()
        writer.association([(1, TransportStreamWriter.mapPID)])
        writer.map([(0x1B, Self.video, [])], isIntact: false)
        for unit in coded.units { writer.pes(Self.video, unit.bytes, pts: unit.pts, dts: unit.dts) }
        let found = try index(writer.bytes)
        #expect(found.defects == [.malformed(what: "program table checksum", position: 188)])
        #expect(found.video?.accessUnits.count == coded.units.count)
    }

    @Test(
        "a program map over several packets names every stream, its language and what is not understood")
    func longMap() throws {
        let filler: [UInt8] = [0xF0, 100] + [UInt8](repeating: 7, count: 100)
        var writer = TransportStreamWriter()
        writer.association([(1, TransportStreamWriter.mapPID)])
        writer.map([
            (0x1B, 0x100, filler), (0x0F, 0x101, filler + [0x0A, 4] + Array("kor".utf8) + [0]),
            (0x15, 0x102, filler), (0x06, 0x103, [0x6A, 1, 0]), (0x11, 0x104, []), (0x86, 0x105, []),
            (0xDB, 0x106, []), (0x06, 0x107, [0x05, 4] + Array("EAC3".utf8)), (0xEA, 0x108, []),
        ])
        let found = try index(writer.bytes)
        #expect(
            found.streams.map(\.codec) == [
                .h264, .aac, .id3, .ac3, .other("aac_latm"), .other("stream type 0x86"), .h264,
                .other("eac3"), .other("stream type 0xEA"),
            ])
        #expect(found.streams[1].language == "kor")
        #expect(
            found.defects == [
                .unsupportedStream(id: 0x104, name: "aac_latm"),
                .unsupportedStream(id: 0x105, name: "stream type 0x86"), .scrambled(stream: 6),
                .unsupportedStream(id: 0x108, name: "stream type 0xEA"),
            ])
    }

    @Test("scrambled packets are named and not read")
    func scrambled() throws {
        var bytes = whole
        for start in stride(from: 188 * 2, to: bytes.count, by: 188) { bytes[start + 3] |= 0x80 }
        let found = try index(bytes)
        #expect(found.defects == [.scrambled(stream: 0)])
        #expect(found.video?.accessUnits == [])
    }

    @Test("timestamps that jump are named with the distance")
    func jumps() throws {
        var writer = TransportStreamWriter.withVideo()
        let times: [Int64] = [0, 3600, 7200, 2_000_000, 2_003_600, 10]
        for (unit, time) in zip(coded.units, times) { writer.pes(Self.video, unit.bytes, pts: time) }
        let defects = try index(writer.bytes).defects
        let jumps = defects.compactMap { defect in
            if case .timestampJump(0, _, let ticks) = defect { ticks } else { nil }
        }
        #expect(jumps == [1_992_800, -2_003_590])
    }

    @Test("an audio frame that lost bytes is left out; the frames around it keep their times")
    func lostAudio() throws {
        let frame = Self.adtsFrame(size: 300)
        var writer = TransportStreamWriter()
        writer.association([(1, TransportStreamWriter.mapPID)])
        writer.map([(0x0F, Self.audio, [])])
        for group in 0..<4 {
            let bytes = Array(repeatElement(frame, count: 5).joined())
            writer.pes(
                Self.audio, bytes, pts: Int64(group) * 9600, streamID: 0xC0, isBounded: true)
        }
        var packets = packets(writer.bytes)
        // The fourth packet of the second group: the middle of its second or third frame.
        packets.remove(at: 2 + 9 + 3)
        let found = try index(packets.flatMap { $0 })
        let units = try #require(found.audio).accessUnits
        #expect(found.defects.contains(.continuity(pid: Self.audio, count: 1)))
        #expect(units.count == 18)
        #expect(units.allSatisfy { $0.size == 300 })
        #expect(units.filter { !$0.isInferred }.allSatisfy { $0.pts % 1920 == 0 })
        #expect(units.suffix(10).map(\.pts) == (10..<20).map { $0 * 1920 })
        #expect(units.suffix(10).allSatisfy { !$0.isInferred })
    }

    private static func adtsFrame(size: Int) -> [UInt8] {
        [
            0xFF, 0xF1, 0x4C, 0x80 | UInt8(size >> 11), UInt8(size >> 3 & 255), UInt8(size & 7) << 5 | 0x1F,
            0xFC,
        ]
            + [UInt8](repeating: 0x55, count: size - 7)
    }

    @Test("ID3 metadata is one unit a PES packet")
    func metadata() throws {
        var writer = TransportStreamWriter()
        writer.association([(1, TransportStreamWriter.mapPID)])
        writer.map([(0x15, 0x102, [])])
        for number in 0..<3 {
            writer.pes(
                0x102, Array("ID3 and \(number) more".utf8), pts: Int64(number) * 90_000, streamID: 0xBD,
                isBounded: true)
        }
        let found = try index(writer.bytes)
        #expect(found.streams.map(\.kind) == [.data])
        #expect(found.streams[0].accessUnits.map(\.pts) == [0, 90_000, 180_000])
        #expect(found.streams[0].accessUnits.map(\.size) == [14, 14, 14])
    }
}
