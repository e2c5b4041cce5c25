import ElementaryStreams
import Media
import Testing

@Suite("A decoder") struct VideoDecoderTests {
    @Test(
        "gives every picture that ffmpeg gives, under its pts, in presentation order",
        arguments: ClipKind.allCases)
    func everything(kind: ClipKind) throws {
        let clip = try kind.clip()
        #expect(clip.shown.count >= 20)
        let decoded = try clip.decode(clip.units.map(\.encoded), wanted: clip.shown.map(\.pts))
        try #require(decoded.map(\.pts) == clip.shown.map(\.pts))
        for (ours, theirs) in zip(decoded, clip.shown) {
            #expect(ours.pixels == theirs.pixels, "pts \(ours.pts)")
            #expect(!ours.isDamaged, "pts \(ours.pts)")
        }
    }

    @Test(
        "gives each picture alone, from the keyframe before it and without what nobody refers to",
        arguments: ClipKind.allCases.filter { $0 != .intraRefresh })
    func oneByOne(kind: ClipKind) throws {
        let clip = try kind.clip()
        var random = SeededGenerator(state: 1)
        for theirs in clip.shown.shuffled(using: &random) {
            let decoded = try clip.decode(clip.path(to: theirs.pts), wanted: [theirs.pts])
            try #require(decoded.map(\.pts) == [theirs.pts])
            #expect(decoded[0].pixels == theirs.pixels, "pts \(theirs.pts)")
            #expect(!decoded[0].isDamaged, "pts \(theirs.pts)")
        }
    }

    @Test("gives the same with several threads", arguments: [ClipKind.pyramid, .hevcOpenGOP, .interlaced])
    func threads(kind: ClipKind) throws {
        let clip = try kind.clip()
        let decoded = try clip.decode(
            clip.units.map(\.encoded), wanted: clip.shown.map(\.pts), threads: 3)
        #expect(decoded.map(\.pts) == clip.shown.map(\.pts))
        #expect(decoded.map(\.pixels) == clip.shown.map(\.pixels))
    }

    @Test(
        "gives the same from Annex B with the parameter sets in front", arguments: [ClipKind.pyramid, .hevc])
    func annexB(kind: ClipKind) throws {
        let clip = try kind.clip()
        let filter = clip.codec == .h264 ? "h264_mp4toannexb" : "hevc_mp4toannexb"
        let stream = try FFmpeg.ffmpeg(
            ["-i", clip.path, "-c", "copy", "-bsf:v", filter, "-f", clip.codec.name, "-"])
        let startCode: [UInt8] = [0, 0, 0, 1]
        let sets = ParameterSets.annexB(in: stream, codec: clip.codec)
        #expect(!sets.isEmpty)
        let units = clip.units.map { unit in
            var encoded = unit.encoded
            encoded.payload = Clip.nalUnits(encoded.payload).flatMap { startCode + $0 }[...]
            return encoded
        }
        let decoded = try clip.decode(units, wanted: clip.shown.map(\.pts), configuration: sets)
        #expect(decoded.map(\.pts) == clip.shown.map(\.pts))
        #expect(decoded.map(\.pixels) == clip.shown.map(\.pixels))
    }

    @Test("stops reading units when the last wanted picture is out")
    func stops() throws {
        let clip = try ClipKind.baseline.clip()
        var read = 0
        let units = clip.units.lazy.map { unit in
            read += 1
            return unit.encoded
        }
        let decoded = try clip.decode(units, wanted: [clip.shown[2].pts])
        #expect(decoded.map(\.pts) == [clip.shown[2].pts])
        #expect(read < 8)
    }

    @Test("keeps timestamps of any size apart")
    func farTimestamps() throws {
        let clip = try ClipKind.pyramid.clip()
        for shift in [Int64(-1) << 40, 1 << 33, 1 << 61] {
            let units = clip.units.map { unit in
                var encoded = unit.encoded
                encoded.pts += shift
                encoded.dts += shift
                return encoded
            }
            let decoded = try clip.decode(units, wanted: clip.shown.map { $0.pts + shift })
            #expect(decoded.map(\.pixels) == clip.shown.map(\.pixels))
        }
    }

    @Test("gives the same in many places at once")
    func concurrently() async throws {
        let clip = try ClipKind.pyramid.clip()
        let (units, wanted) = (clip.units.map(\.encoded), clip.shown.map(\.pts))
        let expected = clip.shown.map(\.pixels)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<8 {
                group.addTask { try clip.decode(units, wanted: wanted).map(\.pixels) == expected }
            }
            for try await isSame in group { #expect(isSame) }
        }
    }
}

/// A small generator with a seed, so that a shuffle is the same every time.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 29
    }
}
