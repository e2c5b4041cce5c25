import Testing

@testable import ElementaryStreams

@Suite("Bits and Exp-Golomb codes are read within bounds") struct BitReaderTests {
    @Test(
        "codes of the standard's table 9-2",
        arguments: [
            ([0b1000_0000], 0), ([0b0100_0000], 1), ([0b0110_0000], 2), ([0b0010_0000], 3),
            ([0b0001_0010], 8),
        ] as [([UInt8], Int)])
    func table(bytes: [UInt8], value: Int) {
        var reader = BitReader(bytes, 0..<bytes.count)
        #expect(reader.unsignedGolomb() == value)
        #expect(!reader.overran)
    }

    @Test("what was written is read back, through emulation prevention")
    func roundTrip() {
        let values = [0, 1, 2, 3, 255, 65_535, 1 << 20, 4_294_967_294, 0, 0]
        var writer = BitWriter()
        for value in values {
            writer.write(0, bits: 24)
            writer.unsignedGolomb(value)
            writer.signedGolomb(value % 1000 - 500)
        }
        let bytes = writer.escaped
        var reader = BitReader(bytes, 0..<bytes.count)
        for value in values {
            #expect(reader.bits(24) == 0)
            #expect(reader.unsignedGolomb() == value)
            #expect(reader.signedGolomb() == value % 1000 - 500)
        }
        #expect(!reader.overran)
        #expect(bytes.count > writer.bytes.count)
    }

    @Test("beyond the end there are zeros, and it is said")
    func overrun() {
        var reader = BitReader([0xFF], 0..<100)
        #expect(reader.bits(8) == 255)
        #expect(reader.bits(1) == 0)
        #expect(reader.overran)
        var zeros = BitReader([0, 0, 0, 0, 0, 0], 0..<6)
        #expect(zeros.unsignedGolomb() == 0)
        #expect(zeros.overran)
    }
}
