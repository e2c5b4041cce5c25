import ElementaryStreams
import Media
import Testing

@Suite("An encoder's parameter sets") struct ParameterSetTests {
    /// Source options, the settings' profile and level, and what ffprobe must say about the encoded stream.
    struct Row: Sendable, CustomTestStringConvertible {
        let source: [String]
        let settings: VideoEncoderSettings
        let facts: [String: String]
        var testDescription: String { "\(settings.codec) \(source)" }
    }

    static let x264 = ["-c:v", "libx264", "-frames:v", "4"]
    static let bt709 = ["-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709"]
    static let bt709Facts = ["color_primaries": "bt709", "color_transfer": "bt709", "color_space": "bt709"]

    static let rows: [Row] = [
        Row(
            source: x264 + bt709 + ["-vf", "setsar=4/3", "-pix_fmt", "yuv420p"],
            settings: VideoEncoderSettings(codec: .h264, profile: "Main", level: 31),
            facts: bt709Facts.merging([
                "profile": "Main", "level": "31", "sample_aspect_ratio": "4:3", "pix_fmt": "yuv420p",
                "width": "96", "height": "64", "field_order": "progressive",
            ]) { $1 }),
        Row(
            source: x264 + bt709 + ["-pix_fmt", "yuvj420p", "-color_range", "pc"],
            settings: VideoEncoderSettings(codec: .h264, profile: "High", level: 40),
            facts: bt709Facts.merging([
                "profile": "High", "level": "40", "color_range": "pc", "pix_fmt": "yuvj420p",
            ]) { $1 }),
        Row(
            source: x264 + ["-pix_fmt", "yuv420p"],
            settings: VideoEncoderSettings(
                codec: .h264, profile: "Constrained Baseline", level: 30, bFrames: 3),
            facts: ["profile": "Constrained Baseline", "level": "30", "color_space": "unknown"]),
        Row(
            source: x264 + ["-pix_fmt", "yuv420p10le", "-color_trc", "smpte2084", "-colorspace", "bt2020nc"],
            settings: VideoEncoderSettings(codec: .h264, profile: "High 10"),
            facts: [
                "profile": "High 10", "pix_fmt": "yuv420p10le", "color_transfer": "smpte2084",
                "color_space": "bt2020nc",
            ]),
        Row(
            source: x264 + ["-pix_fmt", "yuv422p"],
            settings: VideoEncoderSettings(codec: .h264, profile: "High 4:2:2"),
            facts: ["profile": "High 4:2:2", "pix_fmt": "yuv422p"]),
        Row(
            source: x264 + ["-pix_fmt", "yuv420p", "-x264-params", "interlaced=1:tff=1"],
            settings: VideoEncoderSettings(codec: .h264, profile: "High"),
            facts: ["profile": "High", "field_order": "tt"]),
        Row(
            source: x264 + bt709 + ["-vf", "setsar=4/3", "-pix_fmt", "yuv420p", "-color_range", "tv"],
            settings: VideoEncoderSettings(codec: .hevc, level: 31),
            facts: bt709Facts.merging([
                "profile": "Main", "level": "93", "sample_aspect_ratio": "4:3", "color_range": "tv",
            ]) { $1 }),
        Row(
            source: x264 + ["-pix_fmt", "yuv420p10le", "-color_primaries", "bt2020"],
            settings: VideoEncoderSettings(codec: .hevc),
            facts: ["profile": "Main 10", "pix_fmt": "yuv420p10le", "color_primaries": "bt2020"]),
    ]

    @Test(
        "state the source's size, colours and aspect ratio, and the profile and level asked for",
        arguments: rows)
    func facts(row: Row) throws {
        let pictures = try Clip("testsrc2=s=96x64:r=25:d=1", row.source, codec: .h264).pictures()
        let stream = try EncodedStream(pictures, at: [0, 7000, 7001, 9000], row.settings)
        let facts = try stream.facts()
        for (name, value) in row.facts { #expect(facts[name] == value, "\(name)") }
    }

    @Test("of H.264 have the identifier asked for, and slices refer to it", arguments: [0, 1, 31])
    func identifier(id: Int) throws {
        let source = try NumberedPictures.made()
        let stream = try EncodedStream(
            Array(source.pictures.prefix(3)), at: source.times,
            VideoEncoderSettings(codec: .h264, parameterSetID: id))
        #expect(Set(try stream.elements("seq_parameter_set_id")) == [id])
        #expect(Set(try stream.elements("pic_parameter_set_id")) == [id])
        #expect(try stream.elements("pic_parameter_set_id").count >= 4)
    }

    @Test("are equal for equal settings, whatever the pictures show", arguments: [Codec.h264, .hevc])
    func independent(codec: Codec) throws {
        let source = try NumberedPictures.made()
        let settings = VideoEncoderSettings(codec: codec, profile: "High", level: 31, parameterSetID: 1)
        let head = try EncodedStream(Array(source.pictures.prefix(5)), at: source.times, settings)
        let tail = try EncodedStream(Array(source.pictures.suffix(9)), at: source.times, settings)
        #expect(head.parameterSets == tail.parameterSets)
    }

    @Test(
        "stand beside the source's: encoded, copied and encoded GOPs in one stream decode without a complaint",
        arguments: [ClipKind.pyramid, .tenBit, .slices])
    func joined(kind: ClipKind) throws {
        let clip = try kind.clip()
        let pictures = try clip.pictures()
        let size = clip.shown[0].pixels.count
        let copied = try FFmpeg.ffmpeg([
            "-i", clip.path, "-c", "copy", "-bsf:v", "h264_mp4toannexb", "-f", "h264", "-",
        ])
        let sourceSets = ParameterSets.annexB(in: copied, codec: .h264)
        let idrs = clip.units.indices.filter { clip.units[$0].encoded.isKeyframe }
        let middle = idrs[1]..<idrs[2]
        let settings = VideoEncoderSettings(
            codec: .h264, quality: 12, profile: kind == .tenBit ? "High 10" : "High", parameterSetID: 1)
        let head = try EncodedStream(
            Array(pictures[5..<middle.lowerBound]), at: clip.shown[5...].map(\.pts), settings)
        let tail = try EncodedStream(
            Array(pictures[middle.upperBound..<middle.upperBound + 7]),
            at: clip.shown[middle.upperBound...].map(\.pts), settings)
        #expect(head.parameterSets == tail.parameterSets)
        let units = clip.units[middle].flatMap { unit in
            Clip.nalUnits(unit.encoded.payload).filter { $0.first.map { $0 & 31 != 6 } ?? false }
        }
        // All parameter sets once, at the front, as an avcC has them.
        let stream =
            sourceSets + head.configuration + head.pictures.flatMap(\.annexB)
            + EncodedStream.annexB(units.map(Array.init)) + tail.pictures.flatMap(\.annexB)
        let shown = try EncodedStream.pixels(of: try FFmpeg.file(stream, "h264"), pictureSize: size)
        let wanted = clip.shown[5..<middle.upperBound + 7].map(\.pixels)
        #expect(shown.count == wanted.count)
        let inside = middle.lowerBound - 5..<middle.upperBound - 5
        #expect(Array(shown[inside]) == Array(wanted[inside]))
        for index in shown.indices where !inside.contains(index) {
            // The samples of 10-bit pictures are pairs of bytes; their low ones alone would say nothing.
            guard kind != .tenBit else { continue }
            let difference = Difference(shown[index], wanted[index])
            #expect(difference.isWithin(meanSquareError: 12), "\(index)")
        }
    }

    @Test("of HEVC, repeated at each seam, let encoded and copied GOPs decode without a complaint")
    func joinedHEVC() throws {
        let clip = try ClipKind.hevc.clip()
        let pictures = try clip.pictures()
        let copied = try FFmpeg.ffmpeg([
            "-i", clip.path, "-c", "copy", "-bsf:v", "hevc_mp4toannexb", "-f", "hevc", "-",
        ])
        let idrs = clip.units.indices.filter { clip.units[$0].encoded.isKeyframe }
        let middle = idrs[1]..<idrs[2]
        let settings = VideoEncoderSettings(codec: .hevc, quality: 12)
        let head = try EncodedStream(
            Array(pictures[5..<middle.lowerBound]), at: clip.shown[5...].map(\.pts), settings)
        let tail = try EncodedStream(
            Array(pictures[middle.upperBound..<middle.upperBound + 7]),
            at: clip.shown[middle.upperBound...].map(\.pts), settings)
        let units = clip.units[middle].flatMap { Clip.nalUnits($0.encoded.payload).map(Array.init) }
        let stream =
            head.annexB + ParameterSets.annexB(in: copied, codec: .hevc) + EncodedStream.annexB(units)
            + tail.annexB
        let shown = try EncodedStream.pixels(
            of: try FFmpeg.file(stream, "hevc"), pictureSize: clip.shown[0].pixels.count)
        let wanted = clip.shown[5..<middle.upperBound + 7].map(\.pixels)
        #expect(shown.count == wanted.count)
        let inside = middle.lowerBound - 5..<middle.upperBound - 5
        #expect(Array(shown[inside]) == Array(wanted[inside]))
        for index in shown.indices where !inside.contains(index) {
            let difference = Difference(shown[index], wanted[index])
            #expect(difference.isWithin(meanSquareError: 12), "\(index)")
        }
    }
}
