import ElementaryStreams
import Testing

@Suite("NAL units are found behind start codes and behind lengths") struct NALUnitScannerTests {
    @Test(
        "start codes of three and four bytes, trailing zeros, nothing in front",
        arguments: [
            ([0, 0, 1, 9], [3..<4]), ([0, 0, 0, 1, 9, 7, 0, 0, 1, 8], [4..<6, 9..<10]),
            ([5, 5, 0, 0, 1, 9, 0, 0, 0, 0, 1, 8], [5..<6, 11..<12]), ([0, 0, 1], []),
            ([0, 0, 1, 0, 0, 1, 4], [6..<7]),
            ([1, 2, 3], []), ([], []), ([0, 0, 0, 0, 0, 1, 2, 0], [6..<7]),
        ] as [([UInt8], [Range<Int>])])
    func annexB(bytes: [UInt8], units: [Range<Int>]) {
        #expect(NALUnitScanner.annexB(bytes) == units)
    }

    @Test("the fast search finds what the obvious one finds")
    func search() {
        var state: UInt32 = 1
        let bytes = (0..<20_000).map { _ -> UInt8 in
            state = state &* 1_664_525 &+ 1_013_904_223
            return [0, 0, 0, 1, 1, 2, 0, 200][Int(state >> 29)]
        }
        var found: [Int] = []
        var next = NALUnitScanner.nextStartCode(in: bytes, from: 0)
        while let code = next {
            found.append(code)
            next = NALUnitScanner.nextStartCode(in: bytes, from: code + 1)
        }
        #expect(found == bytes.indices.dropLast(2).filter { Array(bytes[$0..<$0 + 3]) == [0, 0, 1] })
        #expect(found.count > 100)
    }

    @Test(
        "lengths of one, two and four bytes; a length beyond the end is cut there",
        arguments: [
            (1, [2, 7, 7, 1, 8], [1..<3, 4..<5], true), (2, [0, 1, 9, 0, 2, 8, 8], [2..<3, 5..<7], true),
            (4, [0, 0, 0, 1, 9], [4..<5], true), (4, [0, 0, 0, 9, 9], [4..<5], false),
            (4, [0, 0, 0], [], false),
            (4, [0xFF, 0xFF, 0xFF, 0xFF, 1], [4..<5], false),
            (4, [0, 0, 0, 0, 0, 0, 0, 1, 5], [8..<9], true),
            (0, [1, 2], [], false),
        ] as [(Int, [UInt8], [Range<Int>], Bool)])
    func lengthPrefixed(size: Int, bytes: [UInt8], units: [Range<Int>], isComplete: Bool) {
        let read = NALUnitScanner.lengthPrefixed(bytes, lengthSize: size)
        #expect(read.units == units)
        #expect(read.isComplete == isComplete)
    }
}
