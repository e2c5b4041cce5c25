import ElementaryStreams
import Media
import Testing

@Suite("Encoding pictures") struct VideoEncoderTests {
    /// Settings to run through, with the greatest mean square error that their quality may cost.
    struct Row: Sendable, CustomTestStringConvertible {
        let settings: VideoEncoderSettings
        let errorLimit: Int
        var testDescription: String { "\(settings.codec) crf \(settings.quality) b \(settings.bFrames)" }
    }

    static let rows: [Row] = [Codec.h264, .hevc].flatMap { codec in
        [(4, 0, 2), (18, 0, 16), (18, 3, 16), (35, 2, 250)].map { quality, bFrames, limit in
            Row(
                settings: VideoEncoderSettings(
                    codec: codec, quality: quality, bFrames: bFrames, keyframeInterval: 15),
                errorLimit: limit)
        }
    }

    @Test(
        "gives back every picture once, in order, at its own irregular pts, close to the source",
        arguments: rows)
    func everyPicture(row: Row) throws {
        let source = try NumberedPictures.made()
        let stream = try EncodedStream(source.pictures, at: source.times, row.settings)
        #expect(stream.pictures.map(\.pts).sorted() == source.times)
        let dts = stream.pictures.map(\.dts)
        #expect(zip(dts, dts.dropFirst()).allSatisfy { $0 < $1 })
        #expect(stream.pictures.allSatisfy { $0.dts <= $0.pts })

        // ffmpeg's order is that of the coded pictures themselves; it knows nothing of our pts.
        let shown = try stream.decodedByFFmpeg(pictureSize: NumberedPictures.pictureSize)
        #expect(shown.map(NumberedPictures.number) == Array(0..<NumberedPictures.count))
        for (index, pixels) in shown.enumerated() {
            let difference = Difference(pixels, source.pixels[index])
            #expect(difference.isWithin(meanSquareError: row.errorLimit), "\(index)")
        }

        // Which coded picture has which pts: the number that comes out under it.
        var numbers: [Int64: Int] = [:]
        try VideoDecoder.decode(
            codec: stream.codec, configuration: stream.configuration,
            units: stream.pictures.map {
                EncodedUnit(payload: $0.annexB[...], pts: $0.pts, dts: $0.dts, isKeyframe: $0.isIDR)
            }, wanted: source.times
        ) { (picture) throws(MediaError) in
            numbers[picture.pts] = NumberedPictures.number(try picture.pixelBytes())
        }
        #expect(source.times.map { numbers[$0] } == Array(0..<NumberedPictures.count))
    }

    @Test("begins with an IDR, keeps GOPs closed and within their limit", arguments: rows)
    func keyframes(row: Row) throws {
        let source = try NumberedPictures.made()
        let stream = try EncodedStream(source.pictures, at: source.times, row.settings)
        #expect(stream.pictures.first?.isIDR == true)
        #expect(stream.pictures.first?.pts == source.times.first)
        let places = stream.pictures.indices.filter { stream.pictures[$0].isIDR } + [stream.pictures.count]
        #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 <= 15 })
        // ffprobe calls the same ones keyframes.
        let flags = try FFmpeg.probe(try stream.file(), "packet=flags")
        #expect(flags.map { $0[0].hasPrefix("K") } == stream.pictures.map(\.isIDR))
        // What comes before an IDR in the stream is shown before it.
        for place in places.dropLast() {
            let idr = stream.pictures[place].pts
            #expect(stream.pictures[..<place].allSatisfy { $0.pts < idr })
            #expect(stream.pictures[place...].allSatisfy { $0.pts >= idr })
        }
    }

    @Test("without B pictures gives dts equal to pts and references alone", arguments: [Codec.h264, .hevc])
    func noReordering(codec: Codec) throws {
        let source = try NumberedPictures.made()
        let plain = try EncodedStream(source.pictures, at: source.times, VideoEncoderSettings(codec: codec))
        #expect(plain.pictures.map(\.dts) == source.times)
        #expect(plain.pictures.map(\.pts) == source.times)
        #expect(try plain.facts()["has_b_frames"] == "0")
        let reordered = try EncodedStream(
            source.pictures, at: source.times, VideoEncoderSettings(codec: codec, bFrames: 3))
        #expect(reordered.pictures.map(\.pts) != source.times)
        #expect(try reordered.facts()["has_b_frames"] != "0")
        // Without the pictures that are no reference all others decode as before.
        let whole = try reordered.decodedByFFmpeg(pictureSize: NumberedPictures.pictureSize)
        let kept = reordered.pictures.filter(\.isReference)
        #expect(kept.count < reordered.pictures.count)
        let path = try FFmpeg.file(
            reordered.configuration + kept.flatMap(\.annexB), codec == .hevc ? "hevc" : "h264")
        let left = try EncodedStream.pixels(of: path, pictureSize: NumberedPictures.pictureSize)
        let numbers = kept.map(\.pts).sorted().compactMap { source.times.firstIndex(of: $0) }
        #expect(left == numbers.map { whole[$0] })
    }

    @Test(
        "puts an IDR where it is told to", arguments: [(Codec.h264, 0), (.h264, 3), (.hevc, 0), (.hevc, 3)])
    func forced(codec: Codec, bFrames: Int) throws {
        let source = try NumberedPictures.made()
        let stream = try EncodedStream(
            source.pictures, at: source.times, VideoEncoderSettings(codec: codec, bFrames: bFrames),
            forced: [7, 23])
        let expected = [0, 7, 23].map { source.times[$0] }
        #expect(Set(stream.pictures.filter(\.isIDR).map(\.pts)).isSuperset(of: expected))
        let shown = try stream.decodedByFFmpeg(pictureSize: NumberedPictures.pictureSize)
        #expect(shown.map(NumberedPictures.number) == Array(0..<NumberedPictures.count))
    }

    @Test("takes the source's own picture types for no order", arguments: [Codec.h264, .hevc])
    func pictureTypes(codec: Codec) throws {
        let clip = try ClipKind.pyramid.clip()
        let pictures = try clip.pictures()
        #expect(pictures.filter { $0.pictureType == .intra }.count > 1)
        let stream = try EncodedStream(
            pictures, at: clip.shown.map(\.pts), VideoEncoderSettings(codec: codec, keyframeInterval: 500))
        #expect(stream.pictures.map(\.isIDR) == pictures.indices.map { $0 == 0 })
    }

    @Test("gives the same bytes twice", arguments: [(Codec.h264, 1), (.h264, 2), (.hevc, 1), (.hevc, 2)])
    func repeatable(codec: Codec, threads: Int) throws {
        let source = try NumberedPictures.made()
        let settings = VideoEncoderSettings(codec: codec, bFrames: 2, threads: threads)
        let first = try EncodedStream(source.pictures, at: source.times, settings)
        let second = try EncodedStream(source.pictures, at: source.times, settings)
        #expect(first.annexB == second.annexB)
        #expect(first.pictures == second.pictures)
    }

    @Test("writes neither the encoder's name nor delimiters nor repeated parameter sets", arguments: rows)
    func unitTypes(row: Row) throws {
        let source = try NumberedPictures.made()
        let stream = try EncodedStream(source.pictures, at: source.times, row.settings)
        let types = ParameterSets.units(in: stream.pictures.flatMap(\.annexB)).compactMap(\.first).map {
            row.settings.codec == .h264 ? $0 & 31 : $0 >> 1 & 63
        }
        #expect(types.count == source.pictures.count)
        #expect(Set(types).isSubset(of: row.settings.codec == .h264 ? [1, 5] : Set(0...21)))
        let sets = stream.parameterSets.compactMap(\.first).map {
            row.settings.codec == .h264 ? $0 & 31 : $0 >> 1 & 63
        }
        #expect(sets == (row.settings.codec == .h264 ? [7, 8] : [32, 33, 34]))
    }
}
