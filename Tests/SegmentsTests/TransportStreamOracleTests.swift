import ElementaryStreams
import Segments
import Testing

@Suite("Transport streams index as ffprobe lists their packets") struct TransportStreamOracleTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var arguments: String
        var testDescription: String { name }
    }

    private static let picture = "-f lavfi -i testsrc2=s=192x108:r="
    private static let sound = "-f lavfi -i anoisesrc=r=48000:a=0.1:seed=1"

    static let videos = [
        Case(name: "H.264, closed GOP, 25 fps", arguments: "\(picture)25 -c:v libx264 -g 25 -bf 2"),
        Case(
            name: "H.264, open GOP, B-pyramid, 30000/1001",
            arguments:
                "\(picture)30000/1001 -c:v libx264 -g 20 -bf 4 -x264-params open-gop=1:b-pyramid=normal:b-adapt=0"
        ),
        Case(
            name: "H.264, no B-frames, four slices",
            arguments: "\(picture)25 -c:v libx264 -bf 0 -slices 4 -g 12"),
        Case(
            name: "H.264, MBAFF",
            arguments: "\(picture)25 -c:v libx264 -flags +ildct+ilme -x264opts tff -g 15"),
        Case(
            name: "H.264, intra refresh",
            arguments: "\(picture)25 -c:v libx264 -x264-params intra-refresh=1:keyint=20"),
        Case(
            name: "HEVC, closed GOP",
            arguments: "\(picture)25 -c:v libx265 -x265-params log-level=none:keyint=20:open-gop=0"),
        Case(
            name: "HEVC, open GOP (CRA)",
            arguments:
                "\(picture)30000/1001 -c:v libx265 -x265-params log-level=none:keyint=20:open-gop=1:bframes=4"
        ),
    ]

    @Test("video packets agree in order, time, place, size and key flag", arguments: videos)
    func video(of example: Case) throws {
        let factory = try MediaFactory()
        let path = try factory.make("a.ts", example.arguments + " -t 2.5 -preset veryfast -f mpegts")
        try expectVideoAgrees(path)
    }

    func expectVideoAgrees(_ path: String) throws {
        let bytes = try MediaFactory.bytes(path)
        let index = try SegmentReader.read(bytes, SegmentReading(keepsPayload: false)).index
        let expected = try Probe(path).packets("video")
        let units = try #require(index.video).accessUnits
        #expect(index.defects == [])
        #expect(units.map(\.pts) == expected.map { $0.pts ?? -1 })
        #expect(units.map(\.dts) == expected.map { $0.dts ?? -1 })
        #expect(units.map(\.position) == expected.map { $0.position ?? -1 })
        var sizes = expected.map(\.byteCount)
        if index.video?.codec == .hevc {
            // libavformat counts the zero byte of an HEVC start code for the packet before (H.265 B.2.1 does not).
            sizes[0] -= 1
            sizes[sizes.count - 1] += 1
        }
        #expect(units.map(\.size) == sizes)
        #expect(units.map(\.picture.pictureClass.isRandomAccessPoint) == expected.map(\.isKey))
        #expect(!units.contains { $0.isInferred })
    }

    static let sounds = [
        Case(name: "AAC 48 kHz", arguments: "\(sound) -c:a aac -b:a 96k"),
        Case(name: "AAC 44.1 kHz", arguments: "\(sound) -ar 44100 -c:a aac -b:a 96k"),
        Case(name: "MP3 44.1 kHz", arguments: "\(sound) -ar 44100 -c:a libmp3lame -b:a 128k"),
        Case(name: "MP3 22.05 kHz mono", arguments: "\(sound) -ar 22050 -ac 1 -c:a libmp3lame -b:a 48k"),
        Case(name: "MP2", arguments: "\(sound) -c:a mp2 -b:a 128k"),
        Case(name: "AC-3", arguments: "\(sound) -ac 2 -c:a ac3 -b:a 192k"),
        Case(name: "E-AC-3", arguments: "\(sound) -ac 2 -c:a eac3 -b:a 192k"),
    ]

    @Test("audio packets agree in order, time and size", arguments: sounds)
    func audio(of example: Case) throws {
        let factory = try MediaFactory()
        let path = try factory.make("a.ts", example.arguments + " -t 2.5 -f mpegts")
        let index = try SegmentReader.read(try MediaFactory.bytes(path), SegmentReading()).index
        let probe = try Probe(path)
        let expected = probe.packets("audio")
        let stream = try #require(index.audio)
        #expect(index.defects == [])
        #expect(stream.accessUnits.map(\.size) == expected.map(\.byteCount))
        // ffprobe rounds on another grid between two PTS: at most one tick apart.
        let errors = zip(stream.accessUnits, expected).map { abs($0.pts - ($1.pts ?? -1)) }
        #expect(errors.allSatisfy { $0 <= 1 })
        for (unit, packet) in zip(stream.accessUnits, expected) {
            if let position = packet.position, position >= 0 { #expect(unit.position >= position) }
        }
        let format = try #require(stream.configurations.first?.audio)
        let told = try #require(probe.streams.first)
        #expect(String(format.sampleRate) == told.sampleRate)
        #expect(format.channels == told.channels)
        #expect(
            stream.codec.name.replacing("mp3", with: "mp") == told.codecName?.replacing(/mp[23]/, with: "mp")
        )
    }
}
