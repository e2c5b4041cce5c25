import ElementaryStreams
import Testing

@testable import Media

@Suite("An image") struct ImageEncoderTests {
    /// swscale's own paths differ by one where they round in another order.
    static let rounding = 1

    @Test(
        "as PNG has the pixels of ffmpeg's own conversion",
        arguments: [ClipKind.pyramid, .hevc, .odd, .fourFourFour])
    func png(kind: ClipKind) throws {
        let clip = try kind.clip()
        let picture = try clip.pictures([clip.shown[7].pts])[0]
        let seen = try Seen(ImageEncoder.encode(picture, as: .png), "png")
        let theirs = try FFmpeg.ffmpeg(["-i", clip.path] + Seen.exactRGB(after: "select='eq(n,7)'"))
        #expect(theirs.count == seen.pixels.count)
        #expect(Difference(seen.pixels, theirs).greatest <= Self.rounding)
    }

    @Test(
        "as PNG of a source of more bits or chroma has them too",
        arguments: [ClipKind.tenBit, .fourTwoTwo, .hevcTenBit])
    func deep(kind: ClipKind) throws {
        let clip = try kind.clip()
        let picture = try clip.pictures([clip.shown[7].pts])[0]
        let seen = try Seen(ImageEncoder.encode(picture, as: .png), "png")
        let theirs = try FFmpeg.ffmpeg(["-i", clip.path] + Seen.exactRGB(after: "select='eq(n,7)'"))
        #expect(Difference(seen.pixels, theirs).greatest <= Self.rounding)
    }

    @Test(
        "as JPEG keeps luma by its quality, in all source formats",
        arguments: [ClipKind.pyramid, .odd, .tenBit, .fourTwoTwo, .fourFourFour, .hevc])
    func jpegLuma(kind: ClipKind) throws {
        let clip = try kind.clip()
        let picture = try clip.pictures([clip.shown[7].pts])[0]
        let full = "select='eq(n,7)',scale=in_range=tv:out_range=pc,format=gray"
        let theirs = try FFmpeg.ffmpeg(
            ["-i", clip.path, "-fps_mode", "passthrough", "-vf", full, "-f", "rawvideo", "-"])
        var sizes: [Int] = []
        // The clips are full of noise. Mean square errors: 25 dB, 30, 35, 40; at 100 only rounding is left (48).
        for (quality, limit) in [(30, 205), (75, 65), (90, 20), (95, 6), (100, 1)] {
            let image = try ImageEncoder.encode(picture, as: .jpeg, quality: quality)
            let path = try FFmpeg.file(image.bytes, "jpg")
            let ours = try FFmpeg.ffmpeg(
                ["-i", path, "-vf", "extractplanes=y", "-f", "rawvideo", "-"])
            #expect(ours.count == theirs.count)
            let difference = Difference(ours, theirs)
            #expect(
                difference.isWithin(meanSquareError: limit),
                "quality \(quality): \(difference.sumOfSquares / difference.count)")
            sizes.append(image.bytes.count)
        }
        #expect(sizes == sizes.sorted())
    }

    @Test(
        "as JPEG is 4:2:0 below quality 95 and 4:4:4 from there on, full range, square pixels, BT.601 by JFIF"
    )
    func jpegKind() throws {
        let picture = try ClipKind.pyramid.clip().pictures()[0]
        for (quality, layout) in [(94, "yuvj420p"), (95, "yuvj444p")] {
            let image = try ImageEncoder.encode(picture, as: .jpeg, quality: quality)
            let path = try FFmpeg.file(image.bytes, "jpg")
            let row = try FFmpeg.probe(path, "stream=codec_name,pix_fmt,color_range,sample_aspect_ratio")[0]
            #expect(row == ["mjpeg", "1:1", layout, "pc"])
            #expect(Array(image.bytes[6..<10]) == Array("JFIF".utf8))
        }
    }

    /// Two conversions and the codec, each rounding to 8 bits.
    static let colourTolerance = 3

    /// The colours of the stripes, as ffmpeg names them and as they must come back.
    static let colours: [(name: String, rgb: [Int])] = [
        ("red", [255, 0, 0]), ("lime", [0, 255, 0]), ("blue", [0, 0, 255]), ("white", [255, 255, 255]),
        ("black", [0, 0, 0]), ("0x804020", [128, 64, 32]),
    ]

    /// A video of one picture: the stripes of ``colours``, coded with this matrix and range.
    private static func stripes(
        matrix: String, range: String, height: Int, marked options: [String]
    ) throws -> Picture {
        let inputs = colours.map { "color=\($0.name):s=64x\(height):d=0.04,format=gbrp[\($0.name)]" }
        let labels = colours.map { "[\($0.name)]" }.joined()
        let clip = try Clip(
            inputs.joined(separator: ";") + ";\(labels)hstack=inputs=\(colours.count),"
                + "scale=out_color_matrix=\(matrix):out_range=\(range):flags=accurate_rnd+full_chroma_int,"
                + "format=yuv420p",
            ["-c:v", "libx264", "-qp", "1", "-pix_fmt", "yuv420p"] + options, codec: .h264)
        return try #require(try clip.pictures().first)
    }

    private func expectColours(_ picture: Picture, _ format: ImageFormat, _ size: ImageSize) throws {
        let image = try ImageEncoder.encode(picture, as: format, size: size, quality: 100)
        let seen = try Seen(image, format.rawValue).stripes(Self.colours.count)
        for (ours, theirs) in zip(seen, Self.colours) {
            let distances = zip(ours, theirs.rgb).map { abs($0 - $1) }
            #expect(
                distances.allSatisfy { $0 <= Self.colourTolerance },
                "\(format) \(size) \(theirs.name): \(ours)")
        }
    }

    @Test(
        "has the colours that went into the video, whatever its matrix and range",
        arguments: [("bt709", "bt709"), ("bt601", "smpte170m"), ("bt2020", "bt2020nc")], ["tv", "pc"])
    func colours(matrix: (filter: String, stream: String), range: String) throws {
        let full = range == "pc" ? "on" : "off"
        let picture = try Self.stripes(
            matrix: matrix.filter, range: range, height: 64,
            marked: [
                "-color_range", range, "-x264-params", "colormatrix=\(matrix.stream):fullrange=\(full)",
            ])
        #expect(picture.isFullRange == (range == "pc"))
        for format in ImageFormat.allCases {
            for size in [ImageSize.natural, ImageSize(width: 240, height: 30)] {
                try expectColours(picture, format, size)
            }
        }
    }

    @Test(
        "of an unmarked video is BT.709 from a height of 720 on, BT.601 below",
        arguments: [(718, "bt601"), (720, "bt709")])
    func unmarked(height: Int, matrix: String) throws {
        let picture = try Self.stripes(matrix: matrix, range: "tv", height: height, marked: [])
        #expect(picture.matrix == .unspecified)
        for format in [ImageFormat.png, .jpeg] { try expectColours(picture, format, .natural) }
    }

    @Test(
        "is turned like ffmpeg's transpose does it",
        arguments: [(90, "transpose=clock"), (180, "hflip,vflip"), (270, "transpose=cclock")])
    func turned(degrees: Int, filter: String) throws {
        let clip = try ClipKind.pyramid.clip()
        let picture = try clip.pictures([clip.shown[0].pts])[0]
        let upright = try ImageEncoder.encode(picture, as: .png)
        let path = try FFmpeg.file(upright.bytes, "png")
        let theirs = try FFmpeg.ffmpeg([
            "-i", path, "-vf", filter, "-pix_fmt", "rgb24", "-f", "rawvideo", "-",
        ])
        let seen = try Seen(ImageEncoder.encode(picture, as: .png, rotation: degrees), "png")
        #expect(seen.pixels == theirs)
        #expect((seen.width, seen.height) == (degrees == 180 ? (96, 64) : (64, 96)))
        // The lossy formats take another way (planes), so they are held against the turned PNG.
        for format in [ImageFormat.jpeg, .webp] {
            let image = try ImageEncoder.encode(picture, as: format, quality: 94, rotation: degrees)
            let lossy = try Seen(image, format.rawValue)
            #expect((lossy.width, lossy.height) == (seen.width, seen.height))
            #expect(Difference(lossy.pixels, theirs).isWithin(meanSquareError: 200), "\(format)")
        }
    }

    @Test("has square pixels, and the size that was asked for", arguments: ImageFormat.allCases)
    func sizes(format: ImageFormat) throws {
        let clip = try Clip(
            "testsrc2=s=90x64:d=0.04,setsar=64/45", ["-c:v", "libx264", "-pix_fmt", "yuv420p"], codec: .h264)
        let picture = try #require(try clip.pictures().first)
        let rows: [(ImageSize, Int, Int, Int)] = [
            (.natural, 0, 128, 64), (.natural, 90, 64, 128), (ImageSize(width: 64), 0, 64, 32),
            (ImageSize(height: 33), 270, 17, 33), (ImageSize(width: 7, height: 200), 180, 7, 200),
            (ImageSize(width: 1, height: 1), 0, 1, 1),
        ]
        for (size, rotation, width, height) in rows {
            let image = try ImageEncoder.encode(picture, as: format, size: size, rotation: rotation)
            let seen = try Seen(image, format.rawValue)
            #expect((image.width, image.height) == (width, height))
            #expect((seen.width, seen.height) == (width, height))
        }
    }

    @Test("is turned as the stream says unless told otherwise")
    func streamRotation() throws {
        let path = FFmpeg.freshPath("mp4")
        try FFmpeg.ffmpeg([
            "-i", try ClipKind.baseline.clip().path, "-c", "copy", "-bsf:v",
            "h264_metadata=display_orientation=insert:rotate=270", path,
        ])
        let clip = try Clip(path: path, codec: .h264)
        let picture = try clip.pictures([clip.shown[0].pts])[0]
        #expect(try ImageEncoder.encode(picture, as: .png).width == 64)
        #expect(try ImageEncoder.encode(picture, as: .png, rotation: 0).width == 96)
    }

    @Test("is the same bytes every time, without a trace of the encoder", arguments: ImageFormat.allCases)
    func deterministic(format: ImageFormat) async throws {
        let clip = try ClipKind.tenBit.clip()
        let picture = try clip.pictures([clip.shown[5].pts])[0]
        let again = try clip.pictures([clip.shown[5].pts])[0]
        for size in [ImageSize.natural, ImageSize(width: 50)] {
            let first = try ImageEncoder.encode(picture, as: format, size: size)
            #expect(try ImageEncoder.encode(again, as: format, size: size) == first)
            let elsewhere = try await Task.detached {
                try ImageEncoder.encode(picture, as: format, size: size)
            }.value
            #expect(elsewhere == first)
            let text = String(decoding: first.bytes, as: UTF8.self)
            #expect(!text.contains("Lav") && !text.contains("Exif"))
        }
    }

    @Test("of a picture cropped at any sample shows that part")
    func cropped() throws {
        let plain = try ClipKind.baseline.clip()
        let path = FFmpeg.freshPath("mp4")
        try FFmpeg.ffmpeg(
            [
                "-i", plain.path, "-c", "copy", "-bsf:v", "h264_metadata=crop_left=6:crop_top=4:crop_right=2",
                path,
            ])
        let clip = try Clip(path: path, codec: .h264, decoding: ["-flags", "unaligned"])
        let picture = try clip.pictures([clip.shown[0].pts])[0]
        let seen = try Seen(ImageEncoder.encode(picture, as: .png), "png")
        let theirs = try FFmpeg.ffmpeg(
            ["-i", plain.path, "-frames:v", "1"] + Seen.exactRGB(after: "crop=88:60:6:4"))
        #expect(Difference(seen.pixels, theirs).greatest <= Self.rounding)
    }

    @Test(
        "when any one FFmpeg call runs out of memory is an error with that call's name",
        arguments: ImageFormat.allCases)
    func everyCallFails(format: ImageFormat) throws {
        let picture = try ClipKind.pyramid.clip().pictures()[0]
        var names: Set<String> = []
        for skipped in 0... {
            let plan = FailurePlan(after: skipped, code: -12)
            do {
                try FailurePlan.$current.withValue(plan) {
                    _ = try ImageEncoder.encode(picture, as: format, rotation: 90)
                }
                #expect(!plan.hasStruck)
                break
            } catch MediaError.failed(let failure) {
                #expect(failure.code == -12)
                names.insert(failure.function)
            }
        }
        #expect(
            names.isSuperset(of: [
                "sws_alloc_context", "sws_init_context", "sws_setColorspaceDetails", "sws_scale",
                "av_frame_get_buffer", "avcodec_alloc_context3", "avcodec_open2", "avcodec_send_frame",
                "avcodec_receive_packet",
            ]))
    }
}
