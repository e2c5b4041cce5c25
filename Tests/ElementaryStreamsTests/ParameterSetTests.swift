import ElementaryStreams
import Testing

@Suite("Parameter sets say what ffprobe says") struct ParameterSetTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var arguments: String
        var testDescription: String { arguments }
        init(_ arguments: String) { self.arguments = arguments }
    }

    private static func first(_ stream: EncodedStream, _ codec: Codec) throws -> AccessUnitFacts {
        var parser = try #require(VideoStreamParser(codec: codec))
        let units = NALUnitScanner.annexB(stream.bytes)
        // ffprobe says where the first access unit ends; the start code in front may count for either side.
        let end = Int(stream.packets.first?.size ?? "") ?? 0
        return parser.readAccessUnit(stream.bytes, nalUnits: units.filter { $0.upperBound <= end })
    }

    private static func expectAgreement(_ format: VideoFormat, _ told: EncodedStream.Description) {
        #expect(format.width == told.width)
        #expect(format.height == told.height)
        #expect(format.profile == told.profile)
        let ratio = "\(format.sampleAspectRatio.horizontal):\(format.sampleAspectRatio.vertical)"
        #expect(ratio == told.sampleAspectRatio ?? "1:1")
        #expect(format.frameRate.map { "\($0.numerator)/\($0.denominator)" } == told.rFrameRate)
        #expect(format.reorderDepth == told.hasBFrames)
        #expect(format.isInterlaced == (told.fieldOrder != nil && told.fieldOrder != "progressive"))
    }

    static let h264Cases = [
        Case("testsrc2=s=854x480:r=30 -c:v libx264 -profile:v high"),
        Case("testsrc2=s=1920x1080:r=30000/1001 -c:v libx264 -profile:v main -preset ultrafast"),
        Case("testsrc2=s=98x66:r=25,setsar=16/11 -c:v libx264 -profile:v baseline"),
        Case("testsrc2=s=322x182:r=50,setsar=123/77 -c:v libx264 -bf 3"),
        Case("testsrc2=s=320x180:r=60 -pix_fmt yuv422p10le -c:v libx264"),
        Case("testsrc2=s=322x182:r=24000/1001 -pix_fmt yuv444p -c:v libx264 -x264-params scenecut=0:cqm=jvt"),
        Case("testsrc2=s=320x176:r=25 -c:v libx264 -flags +ildct+ilme -x264opts tff"),
        Case(
            "testsrc2=s=360x640:r=25 -c:v libx264 -x264-params nal-hrd=cbr:bitrate=300:vbv-maxrate=300:vbv-bufsize=300"
        ),
        Case(
            "testsrc2=s=320x180:r=25 -c:v libx264 -color_range pc -colorspace bt709 -color_trc bt709 -color_primaries bt709"
        ),
    ]

    @Test("H.264 from x264", arguments: h264Cases)
    func h264(example: Case) throws {
        let stream = try EncodedStream(example.arguments + " -frames:v 8", format: "h264")
        let facts = try Self.first(stream, .h264)
        let sets = try #require(facts.parameterSets)
        Self.expectAgreement(sets.format, stream.description)
        #expect(sets.format.level == stream.description.level)
        #expect(facts.picture.pictureClass == .idr)
        #expect(facts.carriesParameterSets)
        #expect(Array(stream.bytes.prefix(sets.annexB.count)) == sets.annexB)
    }

    static let hevcCases = [
        Case("testsrc2=s=854x480:r=30 -c:v libx265 -x265-params log-level=none"),
        Case(
            "testsrc2=s=322x182:r=30000/1001,setsar=16/11 -c:v libx265 -x265-params log-level=none:bframes=4"),
        Case(
            "testsrc2=s=320x180:r=25 -pix_fmt yuv420p10le -c:v libx265 -x265-params log-level=none:hrd=1:vbv-maxrate=300:vbv-bufsize=300:bitrate=200"
        ),
        Case(
            "testsrc2=s=320x180:r=25,setsar=40/33 -c:v libx265 -x265-params log-level=none:temporal-layers=2:scaling-list=default:range=full"
        ),
        Case(
            "testsrc2=s=328x184:r=50 -pix_fmt yuv444p -c:v libx265 -x265-params log-level=none:bframes=0:ref=4"
        ),
    ]

    @Test("HEVC from x265", arguments: hevcCases)
    func hevc(example: Case) throws {
        let stream = try EncodedStream(example.arguments + " -frames:v 8", format: "hevc")
        let facts = try Self.first(stream, .hevc)
        let sets = try #require(facts.parameterSets)
        Self.expectAgreement(sets.format, stream.description)
        #expect(sets.format.level * 3 == stream.description.level)
        #expect(facts.picture.pictureClass == .idr)
        #expect(facts.carriesParameterSets)
        #expect(Array(stream.bytes.prefix(sets.annexB.count)) == sets.annexB)
    }

    @Test("every prefix of parameter sets is refused or read, never a trap", arguments: [Codec.h264, .hevc])
    func prefixes(codec: Codec) throws {
        let stream = try EncodedStream(
            codec == .h264
                ? "testsrc2=s=96x64 -frames:v 1 -c:v libx264"
                : "testsrc2=s=96x64 -frames:v 1 -c:v libx265 -x265-params log-level=none",
            format: codec.name)
        for unit in NALUnitScanner.annexB(stream.bytes).prefix(3) {
            for length in 0..<unit.count {
                var parser = try #require(VideoStreamParser(codec: codec))
                parser.readParameterSet(Array(stream.bytes[unit].prefix(length)))
                var flipped = Array(stream.bytes[unit])
                flipped[length] ^= 0xFF
                parser.readParameterSet(flipped)
                #expect(parser.malformedParameterSets <= 2)
            }
        }
    }
}
