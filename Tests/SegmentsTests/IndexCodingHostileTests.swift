import ElementaryStreams
import ExactTime
import Testing

@testable import Segments

@Suite("Hostile bytes are no index, and harm nobody") struct IndexCodingHostileTests {
    /// `body` behind a version byte and under a checksum that fits.
    private func sealed(_ body: [UInt8]) -> [UInt8] {
        let bytes = [SegmentIndexCoder.version] + body
        let sum = SegmentIndexCoder.checksum(bytes[...])
        return bytes + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: sum >> UInt32($0)) }
    }

    /// Container, byte count, one data stream of codec `other("")` on 90 kHz, no language, no configurations,
    /// no rotation.
    private let beforeAccessUnits: [UInt8] = [0, 0, 1, 0, 2, 6, 0, 2, 0xA0, 0xFE, 0x0A, 0, 0, 0]

    @Test("the beginning used below belongs to a good index")
    func goodBeginning() throws {
        let index = try SegmentIndexCoder.decode(sealed(beforeAccessUnits + [0, 0, 0, 0, 0, 0, 0, 0, 0]))
        #expect(index.streams == [StreamIndex(id: 0, kind: .data, codec: .other(""), timeBase: .mpeg)])
    }

    @Test(
        "impossible values",
        arguments: [
            ([9, 0, 0, 0], IndexCodingError.malformed(position: 2)),  // container
            ([0, 1, 0, 0], .malformed(position: 3)),  // byte count −1
            ([0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0], .cutShort),  // 2^32 streams
            ([0, 0, 0, 1, 77], .malformed(position: 6)),  // defect 77
            ([0, 0, 0, 0, 5], .trailingBytes(position: 5)),
            ([0, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7F], .malformed(position: 12)),
        ] as [([UInt8], IndexCodingError)])
    func impossible(body: [UInt8], error: IndexCodingError) {
        #expect(throws: error) { try SegmentIndexCoder.decode(sealed(body)) }
    }

    @Test(
        "impossible access units",
        arguments: [
            [0xFF, 0xFF, 0xFF, 0xFF, 0x0F],  // 2^32 units
            [1, 1],  // size −1
            [1, 0, 1, 1],  // position −1
            [1, 0, 0, 0, 0, 0, 0, 0, 1, 2],  // configuration 0 of none
            [1, 0, 0, 0, 0, 1, 2, 0, 0, 0],  // a duration that its flag denies
            [1, 0, 0, 0, 0, 0, 1, 0xFE, 0x7F, 0, 0],  // unknown flags
            [2, 0, 0, 1, 0, 9],  // more zeros than units
        ] as [[UInt8]])
    func impossibleUnits(units: [UInt8]) {
        #expect(throws: IndexCodingError.self) {
            try SegmentIndexCoder.decode(sealed(beforeAccessUnits + units + [0, 0]))
        }
    }

    @Test(
        "random changes under a fitting checksum never trap, and what is read can be written",
        arguments: 0..<60)
    func mutations(seed: Int) throws {
        var random = IndexCodingRandom(seed: UInt64(seed))
        let original = SegmentIndexCoder.encode(random.index())
        for _ in 0..<100 {
            var body = Array(original.dropFirst().dropLast(4))
            for _ in 0..<Int.random(in: 1...4, using: &random) where !body.isEmpty {
                let position = Int.random(in: body.indices, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: body[position] = UInt8.random(in: .min ... .max, using: &random)
                case 1: body.remove(at: position)
                default: body.insert(0xFF, at: position)
                }
            }
            guard let index = try? SegmentIndexCoder.decode(sealed(body)) else { continue }
            #expect(try SegmentIndexCoder.decode(SegmentIndexCoder.encode(index)) == index)
        }
    }
}
