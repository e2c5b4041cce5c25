import ElementaryStreams
import Media
import Testing

@Suite("Streams that trip decoders") struct UnusualStreamTests {
    @Test("no picture is lost where the stream does not state its reorder depth")
    func noReorderDepth() throws {
        let clip = try ClipKind.pyramid.clip()
        let configuration = SequenceParameterSet(keepsUsability: false)
            .rewriting(record: clip.configuration)
        let units = clip.units.map { unit in
            var encoded = unit.encoded
            encoded.payload = encoded.payload.withoutParameterSets
            return encoded
        }
        let decoded = try clip.decode(
            units, wanted: clip.shown.map(\.pts), configuration: configuration)
        #expect(decoded.map(\.pts) == clip.shown.map(\.pts))
        #expect(decoded.map(\.pixels) == clip.shown.map(\.pixels))
    }

    @Test("another size from a keyframe on, by new extradata: every picture of both comes out")
    func sizeChange() throws {
        for codec in [Codec.h264, .hevc] {
            let options =
                codec == .h264
                ? ["-c:v", "libx264", "-bf", "3", "-g", "12"]
                : ["-c:v", "libx265", "-x265-params", "log-level=none:keyint=12:bframes=3"]
            let format = ["-pix_fmt", "yuv420p"]
            let first = try Clip("testsrc2=s=96x64:d=1", options + format, codec: codec)
            let second = try Clip("testsrc2=s=64x96:d=1", options + format, codec: codec)
            let offset: Int64 = 900_000
            var tail = second.units.map { unit in
                var encoded = unit.encoded
                encoded.pts += offset
                encoded.dts += offset
                return encoded
            }
            tail[0].newExtradata = second.configuration
            let decoded = try first.decode(
                first.units.map(\.encoded) + tail,
                wanted: first.shown.map(\.pts) + second.shown.map { $0.pts + offset })
            #expect(decoded.map(\.pts) == first.shown.map(\.pts) + second.shown.map { $0.pts + offset })
            #expect(decoded.map(\.pixels) == first.shown.map(\.pixels) + second.shown.map(\.pixels))
        }
    }

    @Test("a picture cropped at its left and upper edge begins at the right sample")
    func cropping() throws {
        let plain = try ClipKind.baseline.clip()
        let path = FFmpeg.freshPath("mp4")
        try FFmpeg.ffmpeg(
            [
                "-i", plain.path, "-c", "copy", "-bsf:v", "h264_metadata=crop_left=6:crop_top=4:crop_right=2",
                path,
            ])
        let clip = try Clip(path: path, codec: .h264, decoding: ["-flags", "unaligned"])
        let decoded = try clip.decode(clip.units.map(\.encoded), wanted: clip.shown.map(\.pts))
        #expect(decoded.map(\.pixels) == clip.shown.map(\.pixels))
        let picture = try #require(try clip.pictures().first)
        #expect((picture.width, picture.height) == (88, 60))
        // The same samples as in the middle of the uncropped picture.
        let whole = try #require(plain.shown.first).pixels
        let luma = (4..<64).flatMap { row in whole[row * 96 + 6..<row * 96 + 94] }
        #expect(try Array(picture.pixelBytes().prefix(luma.count)) == luma)
    }

    @Test("interlaced pictures say so, progressive ones do not")
    func interlaced() throws {
        #expect(try ClipKind.interlaced.clip().pictures().allSatisfy(\.isInterlaced))
        #expect(try !ClipKind.pyramid.clip().pictures().contains(where: \.isInterlaced))
    }

    @Test("each picture tells how it was coded, as ffprobe sees it")
    func facts() throws {
        for kind in [ClipKind.pyramid, .tenBit, .hevc] {
            let clip = try kind.clip()
            let rows = try FFmpeg.probe(clip.path, "frame=width,height,pix_fmt,pict_type")
            let pictures = try clip.pictures()
            #expect(pictures.count == rows.count)
            for (picture, row) in zip(pictures, rows) {
                let facts = [
                    "\(picture.width)", "\(picture.height)", picture.pixelFormat,
                    picture.pictureType.rawValue,
                ]
                #expect(facts == Array(row.prefix(4)))
            }
        }
    }

    @Test(
        "the display orientation inside the stream is read as clockwise degrees",
        arguments: [(90, 270), (180, 180), (270, 90), (0, 0)])
    func orientation(counterclockwise: Int, clockwise: Int) throws {
        let path = FFmpeg.freshPath("mp4")
        try FFmpeg.ffmpeg([
            "-i", try ClipKind.baseline.clip().path, "-c", "copy", "-bsf:v",
            "h264_metadata=display_orientation=insert:rotate=\(counterclockwise)", path,
        ])
        let clip = try Clip(path: path, codec: .h264)
        let picture = try #require(try clip.pictures([clip.shown[0].pts]).first)
        #expect(picture.rotation == clockwise)
    }

    @Test("the aspect ratio, matrix and range are those of the stream")
    func colours() throws {
        let clip = try Clip(
            "testsrc2=s=96x64:d=0.2,setsar=64/45",
            ["-c:v", "libx264", "-pix_fmt", "yuv420p", "-x264-params", "colormatrix=bt709:fullrange=on"],
            codec: .h264)
        let picture = try #require(try clip.pictures().first)
        #expect(picture.sampleAspectRatio == AspectRatio(64, 45))
        #expect(picture.matrix == .bt709)
        #expect(picture.isFullRange)
        let plain = try #require(try ClipKind.baseline.clip().pictures().first)
        #expect(plain.sampleAspectRatio == .square)
        #expect(plain.matrix == .unspecified)
        #expect(!plain.isFullRange)
    }
}

extension ArraySlice<UInt8> {
    /// The length-prefixed unit without H.264 parameter sets.
    fileprivate var withoutParameterSets: ArraySlice<UInt8> {
        Clip.nalUnits(self).filter { ![7, 8].contains(($0.first ?? 0) & 31) }
            .flatMap { unit in
                let size = UInt32(unit.count)
                return [
                    UInt8(size >> 24), UInt8(size >> 16 & 255), UInt8(size >> 8 & 255), UInt8(size & 255),
                ] + unit
            }[...]
    }
}
