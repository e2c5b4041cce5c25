import ElementaryStreams
import ExactTime
import Segments
import Testing

private typealias Build = FragmentedMP4Builder

@Suite("Boxes mean what ISO/IEC 14496-12 says") struct FragmentedMP4BoxTests {
    /// What is compared of an access unit.
    struct Unit: Hashable, CustomStringConvertible {
        var pts: Int64
        var dts: Int64
        var duration: Int64
        var position: Int
        var size: Int
        init(_ pts: Int64, _ dts: Int64, _ duration: Int64, at position: Int, size: Int) {
            self.pts = pts
            self.dts = dts
            self.duration = duration
            self.position = position
            self.size = size
        }
        init(_ unit: AccessUnit) {
            self.init(unit.pts, unit.dts, unit.duration ?? -1, at: unit.position, size: unit.size)
        }
        var description: String { "\(pts) \(dts) \(duration) \(position)+\(size)" }
    }

    private func read(
        _ segment: [UInt8], track: FragmentedMP4Builder.Track = .init(), isHead: Bool = false
    ) throws -> SegmentIndex {
        try FragmentedMP4.read(
            segment, SegmentReading(initialization: Build.movie(track), isHead: isHead, keepsPayload: false)
        ).index
    }

    /// A `moof` built twice: `data` is the offset from it to the payload of an `mdat` right behind it.
    private func segment(size: Int, _ content: (UInt32) -> [UInt8]) -> [UInt8] {
        let length = Build.fragment(content(0)).count
        return Build.fragment(content(UInt32(length + 8)))
            + Build.box("mdat", [UInt8](repeating: 7, count: size))
    }

    @Test("defaults of trex and tfhd, and what the run itself says")
    func defaults() throws {
        let fromMovie = segment(size: 8) { data in
            Build.header() + Build.time(100) + Build.full("trun", flags: 1, Build.u32(2, data))
        }
        let start = fromMovie.count - 8
        #expect(
            try read(fromMovie).streams[0].accessUnits.map(Unit.init) == [
                Unit(100, 100, 10, at: start, size: 4), Unit(110, 110, 10, at: start + 4, size: 4),
            ])
        let fromHeader = segment(size: 9) { data in
            Build.header(flags: 0x02_003A, Build.u32(1, 20, 4, 0x0101_0000)) + Build.time(100)
                + Build.full("trun", flags: 0x201, Build.u32(2, data, 5, 4))
        }
        #expect(try read(fromHeader).streams[0].accessUnits.map(\.duration) == [20, 20])
        let fromRun = segment(size: 12) { data in
            Build.header() + Build.time(1 << 40, isLong: true)
                + Build.full(
                    "trun", version: 1, flags: 0xF01, Build.u32(2, data), Build.u32(7, 5, 0, 3),
                    Build.u32(8, 7, 0, UInt32(bitPattern: -2)))
        }
        let base = Int64(1) << 40
        let place = fromRun.count - 12
        #expect(
            try read(fromRun).streams[0].accessUnits.map(Unit.init) == [
                Unit(base + 3, base, 7, at: place, size: 5),
                Unit(base + 5, base + 7, 8, at: place + 5, size: 7),
            ])
    }

    @Test("several runs and several fragments follow one another")
    func severalRuns() throws {
        let first = segment(size: 16) { data in
            Build.header() + Build.time(0) + Build.full("trun", flags: 1, Build.u32(1, data))
                + Build.full("trun", flags: 0x100, Build.u32(2), Build.u32(3, 4))
        }
        let both = first + first
        let start = first.count - 16
        let index = try read(both)
        #expect(
            index.streams[0].accessUnits.map(\.position) == [0, 4, 8].map { $0 + start }
                + [0, 4, 8].map { $0 + start + first.count })
        #expect(index.streams[0].accessUnits.map(\.dts) == [0, 10, 13, 0, 10, 13])
        #expect(index.defects == [.timestampJump(stream: 0, position: start + first.count, ticks: -13)])
    }

    @Test("without base offset or flag, the second track's data lies behind the first's")
    func implicitBase() throws {
        let movie = Build.movie(.init(id: 3), .init(id: 9))
        let content: (UInt32) -> [UInt8] = { data in
            Build.box(
                "moof", Build.full("mfhd", Build.u32(1)),
                Build.box(
                    "traf", Build.header(track: 3, flags: 0), Build.time(0),
                    Build.full("trun", flags: 1, Build.u32(2, data))),
                Build.box(
                    "traf", Build.header(track: 9, flags: 0), Build.time(5), Build.full("trun", Build.u32(1)))
            )
        }
        let length = content(0).count
        let bytes = content(UInt32(length + 8)) + Build.box("mdat", [UInt8](repeating: 1, count: 12))
        let index = try FragmentedMP4.read(bytes, SegmentReading(initialization: movie)).index
        #expect(index.streams.map(\.id) == [3, 9])
        #expect(
            index.streams.map { $0.accessUnits.map(\.position) } == [
                [length + 8, length + 12], [length + 16],
            ])
        #expect(index.defects == [])
    }

    @Test("a missing tfdt goes on from what was before, from 0 at first, and is reported")
    func missingTime() throws {
        let one = segment(size: 4) { data in Build.header() + Build.full("trun", flags: 1, Build.u32(1, data))
        }
        let index = try read(one + one)
        #expect(index.streams[0].accessUnits.map(\.dts) == [0, 10])
        #expect(index.streams[0].accessUnits.map(\.isInferred) == [true, true])
        #expect(index.defects == [.missingTimestamps(stream: 0, count: 2)])
    }

    @Test(
        "edit lists shift both timestamps",
        arguments: [
            (Build.edits((0, 250, 0x10000)), 1000, -250, true),
            (Build.edits((600, -1, 0x10000), (0, 250, 0x10000)), 1000, 750, true),
            (Build.edits((100, -1, 0x10000), (200, -1, 0x10000), (0, 0, 0x10000)), 1000, 500, true),
            // 1/600 s is 1.667 ticks.
            (Build.edits((1, -1, 0x10000), (0, 0, 0x10000)), 1000, 2, true),
            (
                Build.edits((600 << 33, -1, 0x10000), (0, 1 << 40, 0x10000), isLong: true), 1,
                -(1 << 40) + (1 << 33), true
            ),
            (Build.edits((0, 250, 0x20000)), 1000, -250, false),
            (Build.edits((0, 250, 0x10000), (0, 500, 0x10000)), 1000, -250, false),
            (Build.edits((600, -1, 0x10000)), 1000, 1000, false),
            (Build.edits((0, -7, 0x10000)), 1000, 0, false),
            (Build.edits((.max, -1, 0x10000), isLong: true), 1_000_000, 0, false),
            (Build.full("elst", Build.u32(.max, 0, 5)), 1000, 0, false),
        ] as [([UInt8], UInt32, Int64, Bool)])
    func edits(list: [UInt8], timeScale: UInt32, shift: Int64, isPlain: Bool) throws {
        let one = segment(size: 4) { data in
            Build.header() + Build.time(0)
                + Build.full("trun", flags: 0x801, Build.u32(1, data), Build.u32(30))
        }
        let index = try read(one, track: .init(timeScale: timeScale, edits: list))
        let unit = try #require(index.streams[0].accessUnits.first)
        #expect(unit.dts == shift)
        #expect(unit.pts == shift + 30)
        let isReported = index.defects.contains { defect in
            if case .malformed(what: "edit list", _) = defect { true } else { false }
        }
        #expect(isReported == !isPlain)
    }

    @Test(
        "the track header's matrix is a rotation, or is reported",
        arguments: [
            ([0x10000, 0, 0, 0, 0x10000, 0], 0), ([0, 0x10000, 0, 0xFFFF_0000, 0, 0], 90),
            ([0xFFFF_0000, 0, 0, 0, 0xFFFF_0000, 0], 180), ([0, 0xFFFF_0000, 0, 0x10000, 0, 0], 270),
            ([0xFFFF_0000, 0, 0, 0, 0x10000, 0], nil),
        ] as [([UInt32], Int?)])
    func matrix(numbers: [UInt32], degrees: Int?) throws {
        let one = segment(size: 4) { data in
            Build.header() + Build.time(0) + Build.full("trun", flags: 1, Build.u32(1, data))
        }
        for isLong in [false, true] {
            let index = try read(
                one, track: .init(matrix: numbers + [0, 0, 0x4000_0000], isLong: isLong))
            #expect(index.streams[0].rotation == degrees ?? 0)
            #expect(index.defects.isEmpty == (degrees != nil))
        }
    }

    @Test(
        "languages are three letters, or none",
        arguments: [(0x55C4, nil), (0x2DF2, "kor"), (0, nil), (0x7FFF, nil)] as [(UInt16, String?)])
    func language(code: UInt16, language: String?) throws {
        let one = segment(size: 4) { data in
            Build.header() + Build.time(0) + Build.full("trun", flags: 1, Build.u32(1, data))
        }
        #expect(try read(one, track: .init(language: code)).streams[0].language == language)
    }

    @Test("boxes with 64-bit sizes, and one that reaches to the end")
    func boxSizes() throws {
        let plain = segment(size: 8) { data in
            Build.header() + Build.time(0) + Build.full("trun", flags: 1, Build.u32(2, data))
        }
        let payload = plain.suffix(8)
        let fragment = plain.dropLast(16)
        let long =
            Build.u32(1) + Array("free".utf8) + Build.u64(20) + [1, 2, 3, 4] + fragment + Build.u32(0)
            + Array("mdat".utf8) + payload
        let index = try read(long)
        #expect(index.streams[0].accessUnits.map(\.position) == [long.count - 8, long.count - 4])
        #expect(index.defects == [])
    }

    @Test("encrypted samples are listed, and named as scrambled")
    func encrypted() throws {
        let entry = Build.box(
            "enca", [UInt8](repeating: 0, count: 28), Build.box("sinf", Build.box("frma", Array("mp4a".utf8)))
        )
        let one = segment(size: 4) { data in
            Build.header() + Build.time(0) + Build.full("trun", flags: 1, Build.u32(1, data))
        }
        let index = try read(one, track: .init(handler: "soun", entry: entry))
        #expect(index.streams[0].accessUnits.count == 1)
        #expect(index.defects.contains(.scrambled(stream: 0)))
    }

    @Test("a fragment of a track that nothing describes is reported once")
    func unknownTrack() throws {
        let one = segment(size: 4) { data in
            Build.header(track: 5) + Build.time(0) + Build.full("trun", flags: 1, Build.u32(1, data))
        }
        let index = try read(one + one)
        #expect(index.defects == [.unsupportedStream(id: 5, name: "track without description")])
    }
}
