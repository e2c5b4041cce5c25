import ElementaryStreams
import Testing

@Suite("Access units are told apart and classed by their NAL units") struct AccessUnitTests {
    /// H.264, 176 x 288, fields allowed, `pic_order_cnt_type` 2, four bits of `frame_num`.
    private static let sequence: [UInt8] = {
        var bits = BitWriter()
        for value in [0x67, 77, 0, 30] { bits.write(value, bits: 8) }
        for value in [0, 0, 2, 1] { bits.unsignedGolomb(value) }
        bits.write(0, bits: 1)
        bits.unsignedGolomb(10)
        bits.unsignedGolomb(8)
        bits.write(0b00100, bits: 5)
        return bits.escaped
    }()

    private static let picture: [UInt8] = {
        var bits = BitWriter()
        bits.write(0x68, bits: 8)
        bits.unsignedGolomb(0)
        bits.unsignedGolomb(0)
        bits.write(0, bits: 2)
        return bits.escaped
    }()

    private static func slice(
        _ header: Int, number: Int, isField: Bool = false, isBottom: Bool = false, first: Int = 0,
        idrID: Int = 0
    ) -> [UInt8] {
        var bits = BitWriter()
        bits.write(header, bits: 8)
        bits.unsignedGolomb(first)
        bits.unsignedGolomb(7)
        bits.unsignedGolomb(0)
        bits.write(number, bits: 4)
        bits.write(isField ? 1 : 0, bits: 1)
        if isField { bits.write(isBottom ? 1 : 0, bits: 1) }
        if header & 31 == 5 { bits.unsignedGolomb(idrID) }
        return bits.escaped + [0x9A, 0xBC]
    }

    private static func supplemental(_ header: [UInt8], type: UInt8, _ payload: [UInt8]) -> [UInt8] {
        header + [type, UInt8(payload.count)] + payload + [0x80]
    }

    private static func facts(_ units: [[UInt8]], _ parser: inout VideoStreamParser) -> AccessUnitFacts {
        for unit in units { parser.append(unit, 0..<unit.count) }
        return parser.finishAccessUnit()
    }

    private static func h264() throws -> VideoStreamParser {
        var parser = try #require(VideoStreamParser(codec: .h264))
        parser.readParameterSet(sequence)
        parser.readParameterSet(picture)
        return parser
    }

    @Test(
        "H.264: which slice begins another picture (7.4.1.2.4)",
        arguments: [
            (slice(0x61, number: 1), slice(0x61, number: 1, first: 5), false),
            (slice(0x61, number: 1), slice(0x61, number: 2, first: 5), true),
            (slice(0x61, number: 1), slice(0x01, number: 1, first: 5), true),
            (slice(0x61, number: 1), slice(0x41, number: 1, first: 5), false),
            (slice(0x65, number: 0), slice(0x61, number: 0, first: 5), true),
            (slice(0x65, number: 0), slice(0x65, number: 0, first: 5, idrID: 1), true),
            (
                slice(0x61, number: 1, isField: true), slice(0x61, number: 1, isField: true, isBottom: true),
                true
            ),
            (slice(0x61, number: 1), slice(0x61, number: 1, isField: true), true),
        ])
    func firstSlices(before: [UInt8], after: [UInt8], begins: Bool) throws {
        var parser = try Self.h264()
        parser.append(before, 0..<before.count)
        #expect(parser.boundary(before: after, 0..<after.count) == (begins ? .begins : .continues))
    }

    @Test(
        "H.264: delimiters, parameter sets and SEI begin an access unit, fillers and stream ends do not",
        arguments: [
            (6, true), (7, true), (8, true), (9, true), (15, true), (18, true), (10, false), (11, false),
            (12, false),
            (19, false), (20, false), (3, false),
        ] as [(UInt8, Bool)])
    func otherUnits(type: UInt8, begins: Bool) throws {
        var parser = try Self.h264()
        let slice = Self.slice(0x61, number: 1)
        #expect(parser.boundary(before: [type, 1], 0..<2) == .continues)
        parser.append(slice, 0..<slice.count)
        #expect(parser.boundary(before: [type, 1], 0..<2) == (begins ? .begins : .continues))
    }

    @Test("H.264: IDR, recovery point, plain I picture, reference use")
    func classes() throws {
        var parser = try Self.h264()
        let idr = Self.facts([Self.slice(0x65, number: 0)], &parser)
        #expect(idr.picture == PictureFacts(pictureClass: .idr))
        #expect(!idr.carriesParameterSets)
        #expect(idr.parameterSets?.units == [Self.sequence, Self.picture])
        let intra = Self.facts([Self.slice(0x61, number: 1)], &parser)
        #expect(intra.picture == PictureFacts())
        // recovery_frame_cnt 4 is 00101; the message behind one of another type.
        let recovery = Self.supplemental([0x06], type: 6, [0b0010_1100])
        let noise = Self.supplemental([0x06], type: 5, [UInt8](repeating: 1, count: 20)).dropLast()
        let both = Array(noise) + recovery.dropFirst()
        let point = Self.facts([both, Self.slice(0x61, number: 2)], &parser)
        #expect(point.picture == PictureFacts(pictureClass: .recoveryPoint, recoveryFrameCount: 4))
        let droppable = Self.facts([Self.slice(0x01, number: 3)], &parser)
        #expect(droppable.picture == PictureFacts(isReference: false))
        let carried = Self.facts([Self.sequence, Self.picture, Self.slice(0x65, number: 0)], &parser)
        #expect(carried.carriesParameterSets)
        let half = Self.facts([Self.picture, Self.slice(0x65, number: 0)], &parser)
        #expect(!half.carriesParameterSets)
    }

    @Test("H.264: two fields of one frame are one picture, others are not")
    func fields() throws {
        var parser = try Self.h264()
        let top = Self.slice(0x65, number: 0, isField: true)
        let bottom = Self.slice(0x61, number: 0, isField: true, isBottom: true)
        let frame = Self.facts([top, bottom], &parser)
        #expect(!frame.picture.isField)
        #expect(frame.picture.pictureClass == .idr)
        let first = Self.facts([top], &parser)
        let second = Self.facts([bottom], &parser)
        #expect(first.picture.isField)
        #expect(second.completesFrame(begunBy: first))
        #expect(!first.completesFrame(begunBy: second))
        let next = Self.facts([Self.slice(0x61, number: 1, isField: true)], &parser)
        let other = Self.facts([Self.slice(0x61, number: 2, isField: true, isBottom: true)], &parser)
        #expect(!other.completesFrame(begunBy: next))
        #expect(!next.completesFrame(begunBy: second))
    }

    @Test("H.264: without parameter sets the first macroblock tells pictures apart")
    func withoutSets() throws {
        var parser = try #require(VideoStreamParser(codec: .h264))
        let first = Self.slice(0x61, number: 1)
        parser.append(first, 0..<first.count)
        let second = Self.slice(0x61, number: 1, first: 40)
        #expect(parser.boundary(before: second, 0..<second.count) == .continues)
        #expect(parser.boundary(before: first, 0..<first.count) == .begins)
        #expect(parser.finishAccessUnit().parameterSets == nil)
    }

    @Test(
        "HEVC: picture classes by NAL unit type",
        arguments: [
            (19, .idr, false), (20, .idr, false), (16, .idr, false), (18, .idr, false), (21, .cra, false),
            (1, .predicted, false), (8, .predicted, true), (9, .predicted, true), (6, .predicted, false),
        ] as [(UInt8, PictureClass, Bool)])
    func hevcClasses(type: UInt8, kind: PictureClass, isSkipped: Bool) throws {
        var parser = try #require(VideoStreamParser(codec: .hevc))
        let facts = Self.facts([[type << 1, 1, 0xD0, 0x12, 0x34]], &parser)
        #expect(facts.picture.pictureClass == kind)
        #expect(facts.picture.isSkippedLeading == isSkipped)
        #expect(facts.picture.isReference)
    }

    @Test("HEVC: first slice segments, delimiters and parameter sets begin an access unit")
    func hevcBoundaries() throws {
        var parser = try #require(VideoStreamParser(codec: .hevc))
        parser.append([0x02, 1, 0xD0], 0..<3)
        for (unit, begins) in [
            ([0x02, 1, 0x40], false), ([0x02, 1, 0x80], true), ([0x46, 1, 0], true), ([0x40, 1, 0], true),
            ([0x4E, 1, 0], true), ([0x50, 1, 0], false), ([0x48, 1, 0], false), ([0x02, 9, 0x80], false),
        ] as [([UInt8], Bool)] {
            #expect(parser.boundary(before: unit, 0..<3) == (begins ? .begins : .continues))
        }
    }

    @Test("HEVC: pictures that x265 marks as unused for reference can be left out, others cannot")
    func hevcDroppable() throws {
        let stream = try EncodedStream(
            "testsrc2=s=96x64:r=25 -frames:v 30 -c:v libx265 -x265-params log-level=none:bframes=3:b-adapt=0",
            format: "hevc")
        var parser = try #require(VideoStreamParser(codec: .hevc))
        var types: [UInt8] = []
        var droppable: [Bool] = []
        for unit in NALUnitScanner.annexB(stream.bytes) {
            if parser.boundary(before: stream.bytes, unit) == .begins {
                droppable.append(!parser.finishAccessUnit().picture.isReference)
            }
            parser.append(stream.bytes, unit)
            let type = stream.bytes[unit.lowerBound] >> 1
            if type < 32 { types.append(type) }
        }
        droppable.append(!parser.finishAccessUnit().picture.isReference)
        #expect(droppable == types.map { $0 < 16 && $0 % 2 == 0 })
        #expect(droppable.contains(true))
        #expect(droppable.count == 30)
    }
}
