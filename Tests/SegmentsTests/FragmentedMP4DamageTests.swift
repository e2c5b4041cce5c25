import ElementaryStreams
import ExactTime
import Segments
import Testing

private typealias Build = FragmentedMP4Builder

@Suite("Damaged and hostile mp4 is read as far as it goes") struct FragmentedMP4DamageTests {
    @Test("what is no media segment is named")
    func errors() {
        let movie = Build.movie(.init())
        let fragment = Build.fragment(Build.header() + Build.time(0))
        #expect(throws: SegmentError.empty) { try FragmentedMP4.read([], SegmentReading()) }
        #expect(throws: SegmentError.missingInitialization) {
            try FragmentedMP4.read(fragment, SegmentReading())
        }
        #expect(throws: SegmentError.missingInitialization) {
            try FragmentedMP4.read(fragment, SegmentReading(initialization: Array(movie.prefix(150))))
        }
        #expect(throws: SegmentError.notMedia(looksLike: "HTML")) {
            try FragmentedMP4.read(Array("<html></html>".utf8), SegmentReading(initialization: movie))
        }
    }

    @Test("of a head every whole fragment is listed, by its flags where the bytes are not there")
    func head() throws {
        let (initialization, segments) = try FragmentedMP4Media.all[0].make()
        let bytes = segments[1]
        let whole = try FragmentedMP4.read(bytes, SegmentReading(initialization: initialization))
        let video = try #require(whole.index.video)
        let firstEnd = try #require(video.accessUnits.first.map { $0.position + $0.size })
        let moofEnd = try #require(whole.index.streams.flatMap(\.accessUnits).map(\.position).min()) - 8
        for length in [firstEnd, firstEnd + 10, firstEnd - 1, moofEnd] {
            let head = try FragmentedMP4.read(
                Array(bytes[..<length]), SegmentReading(initialization: initialization, isHead: true))
            #expect(head.index.defects == [])
            for (stream, expected) in zip(head.index.streams, whole.index.streams) {
                #expect(stream.accessUnits.map(\.pts) == expected.accessUnits.map(\.pts))
                #expect(stream.accessUnits.map(\.position) == expected.accessUnits.map(\.position))
                #expect(stream.accessUnits.map(\.size) == expected.accessUnits.map(\.size))
                #expect(
                    stream.accessUnits.map(\.picture.pictureClass)
                        == expected.accessUnits.map(\.picture.pictureClass))
            }
            let payload = try #require(head.payloads.first)
            #expect(payload.ranges.count == video.accessUnits.count)
            #expect(payload.ranges[0].isEmpty == (length < firstEnd))
            #expect(payload.ranges.dropFirst().allSatisfy { $0.isEmpty } == true)
        }
        for length in [8, 100, moofEnd - 1] {
            let head = try FragmentedMP4.read(
                Array(bytes[..<length]), SegmentReading(initialization: initialization, isHead: true))
            #expect(head.index.streams.map(\.accessUnits) == [[], []])
            #expect(head.index.defects == [])
        }
    }

    @Test("a segment cut short keeps its whole access units, and says so")
    func cutShort() throws {
        let (initialization, segments) = try FragmentedMP4Media.all[0].make()
        let bytes = segments[0]
        let whole = try FragmentedMP4.read(bytes, SegmentReading(initialization: initialization))
        let length = bytes.count * 2 / 3
        let cut = try FragmentedMP4.read(
            Array(bytes[..<length]), SegmentReading(initialization: initialization))
        #expect(cut.index.defects.contains(.cutShort(position: length)))
        for (stream, expected) in zip(cut.index.streams, whole.index.streams) {
            let kept = expected.accessUnits.filter { $0.position + $0.size <= length }
            #expect(stream.accessUnits.map(\.pts) == kept.map(\.pts))
        }
    }

    @Test("claims beyond the bytes cost nothing")
    func claims() throws {
        let movie = Build.movie(.init(defaults: [1, 10, 0, 0]))
        let whole = Build.movie(.init(defaults: [1, 10, 4_000_000_000, 0]))
        let runs: [[UInt8]] = [
            Build.full("trun", flags: 1, Build.u32(.max, 100)),
            Build.full("trun", flags: 0x201, Build.u32(.max, 100, 1)),
            Build.full("trun", flags: 0xF01, Build.u32(.max, 0x8000_0000)),
            Build.full("trun", flags: 0x101, Build.u32(3, 0, .max, .max, .max)),
        ]
        for run in runs {
            for time in [0, UInt64.max, UInt64(1 << 60)] {
                for isHead in [false, true] {
                    for initialization in [movie, whole] {
                        let bytes =
                            Build.fragment(Build.header() + Build.time(time, isLong: true) + run)
                            + Build.box("mdat", [0, 0, 0, 0])
                        let index = try FragmentedMP4.read(
                            bytes, SegmentReading(initialization: initialization, isHead: isHead)
                        ).index
                        #expect(index.streams[0].accessUnits.count <= bytes.count + 1024)
                        for unit in index.streams[0].accessUnits {
                            #expect(abs(unit.dts) <= 1 << 62 && unit.size >= 0 && unit.position >= 0)
                        }
                    }
                }
            }
        }
    }

    @Test("samples that overlap do not multiply the payload")
    func overlap() throws {
        let movie = Build.movie(.init())
        let count = 1000
        let sizes = [UInt32](repeating: 5000, count: count).flatMap { Build.u32($0) }
        // Every run begins at the same place.
        let runs = (0..<4).map { _ in Build.full("trun", flags: 0x201, Build.u32(UInt32(count), 0), sizes) }
        let bytes = Build.fragment(Build.header() + Build.time(0) + runs.flatMap { $0 })
        let demuxed = try FragmentedMP4.read(bytes, SegmentReading(initialization: movie))
        #expect(demuxed.payloads[0].bytes.count <= bytes.count)
        #expect(!demuxed.index.defects.isEmpty)
    }

    @Test("junk behind the boxes is reported with its place")
    func junk() throws {
        let one =
            Build.fragment(Build.header() + Build.time(0)) + Build.box("mdat", [1, 2, 3]) + [
                0, 0, 0, 5, 1, 2, 3, 4, 9,
            ]
        let index = try FragmentedMP4.read(one, SegmentReading(initialization: Build.movie(.init()))).index
        #expect(index.defects == [.junk(bytes: 9, position: one.count - 9)])
    }

    @Test("random damage anywhere never traps and never grows", arguments: 0..<12)
    func mutations(seed: Int) throws {
        var random = IndexCodingRandom(seed: UInt64(seed))
        let media = FragmentedMP4Media.all[seed % FragmentedMP4Media.all.count]
        let (initialization, segments) = try media.make()
        for _ in 0..<40 {
            var header = initialization
            var bytes = Array(segments[0].prefix(20_000))
            let boxes = min(bytes.count, 1500)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let value =
                    [0, 0xFF, 1, 0x80, UInt8.random(in: 0...255, using: &random)]
                    .randomElement(using: &random) ?? 0
                if random.chance(2) {
                    header[Int.random(in: header.indices, using: &random)] = value
                } else {
                    bytes[Int.random(in: 0..<boxes, using: &random)] = value
                }
            }
            if random.chance(4) { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            for isHead in [false, true] {
                guard
                    let demuxed = try? FragmentedMP4.read(
                        bytes, SegmentReading(initialization: header, isHead: isHead))
                else { continue }
                let units = demuxed.index.streams.reduce(0) { $0 + $1.accessUnits.count }
                #expect(units <= bytes.count + 1024)
                #expect(demuxed.payloads.reduce(0) { $0 + $1.bytes.count } <= bytes.count)
                let coded = SegmentIndexCoder.encode(demuxed.index)
                #expect(try SegmentIndexCoder.decode(coded) == demuxed.index)
            }
        }
    }
}
