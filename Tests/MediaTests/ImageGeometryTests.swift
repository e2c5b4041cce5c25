import ElementaryStreams
import Testing

@testable import Media

@Suite("The size of an image") struct ImageGeometryTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let width: Int
        let height: Int
        let ratio: AspectRatio
        let rotation: Int
        let request: ImageSize
        let shown: [Int]
        let turns: Int

        init(
            _ width: Int, _ height: Int, _ horizontal: Int, _ vertical: Int, _ rotation: Int,
            _ wanted: (Int?, Int?), _ shown: [Int], _ turns: Int
        ) {
            self.width = width
            self.height = height
            ratio = AspectRatio(horizontal, vertical)
            self.rotation = rotation
            request = ImageSize(width: wanted.0, height: wanted.1)
            self.shown = shown
            self.turns = turns
        }

        var testDescription: String { "\(width)x\(height) \(ratio) \(rotation) \(request)" }
    }

    static let rows: [Row] = [
        Row(854, 480, 1, 1, 0, (nil, nil), [854, 480], 0),
        // NTSC and PAL DVD, anamorphic: wider samples widen, narrow ones heighten.
        Row(720, 576, 64, 45, 0, (nil, nil), [1024, 576], 0),
        Row(720, 480, 8, 9, 0, (nil, nil), [720, 540], 0),
        Row(720, 576, 64, 45, 0, (512, nil), [512, 288], 0),
        Row(720, 576, 64, 45, 0, (nil, 288), [512, 288], 0),
        Row(720, 576, 64, 45, 90, (nil, nil), [576, 1024], 1),
        Row(720, 576, 64, 45, 270, (288, nil), [288, 512], 3),
        Row(1920, 1080, 1, 1, 180, (160, nil), [160, 90], 2),
        Row(1920, 1080, 1, 1, -90, (nil, nil), [1080, 1920], 3),
        Row(1920, 1080, 1, 1, 450, (nil, 160), [90, 160], 1),
        Row(1920, 1080, 1, 1, 90, (100, 30), [100, 30], 1),
        // 854 x 480 at 100 wide: 56.2, and at 101 wide: 56.77.
        Row(854, 480, 1, 1, 0, (100, nil), [100, 56], 0),
        Row(854, 480, 1, 1, 0, (101, nil), [101, 57], 0),
        // Exactly between two: up.
        Row(4, 2, 1, 1, 0, (5, nil), [5, 3], 0),
        // Never nothing.
        Row(4000, 2, 1, 1, 0, (10, nil), [10, 1], 0),
        // A ratio beyond sense, but still a number.
        Row(16, 16, 1000, 1, 0, (nil, 4), [4000, 4], 0),
    ]

    @Test("keeps what is shown, not what is stored", arguments: rows)
    func sizes(row: Row) throws {
        let geometry = try ImageGeometry(
            width: row.width, height: row.height, sampleAspectRatio: row.ratio, rotation: row.rotation,
            request: row.request, sides: 1...16384)
        #expect([geometry.width, geometry.height] == row.shown)
        #expect(geometry.quarterTurns == row.turns)
    }

    @Test(
        "is refused outside of its bounds",
        arguments: [
            (ImageSize(width: 0), 0, 1), (ImageSize(width: -5, height: 10), -5, 10),
            (ImageSize(width: 16385, height: 1), 16385, 1),
            (ImageSize(height: Int.max), Int(Int32.max), Int.max),
            (ImageSize(width: 16384), 16384, 32768),
        ])
    func refused(size: ImageSize, width: Int, height: Int) {
        #expect(throws: MediaError.impossibleSize(width: width, height: height)) {
            try ImageGeometry(
                width: 100, height: 200, sampleAspectRatio: .square, rotation: 0, request: size,
                sides: 1...16384)
        }
    }

    @Test("hostile ratios are refused, not computed wrongly")
    func hostile() {
        let ratio = AspectRatio(Int(Int32.max), 1)
        #expect(throws: MediaError.impossibleSize(width: Int(Int32.max), height: 4096)) {
            try ImageGeometry(
                width: 16384, height: 4096, sampleAspectRatio: ratio, rotation: 0, request: .natural,
                sides: 1...16384)
        }
    }

    @Test("only quarter turns exist", arguments: [1, 45, -89])
    func oblique(degrees: Int) {
        #expect(throws: MediaError.unsupportedRotation(degrees: degrees)) {
            try ImageGeometry(
                width: 4, height: 4, sampleAspectRatio: .square, rotation: degrees, request: .natural,
                sides: 1...16384)
        }
    }
}
