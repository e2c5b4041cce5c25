import ElementaryStreams
import Segments
import Testing

@Suite("No bytes make the segment reader trap or hang") struct HostileBytesTests {
    /// A small generator with a seed, so that a failure can be made again.
    private struct Noise: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private static let samples = Result {
        let factory = try MediaFactory()
        let sources = "-f lavfi -i testsrc2=s=96x64:r=25 -f lavfi -i sine -t 1"
        return try [
            factory.make("a.ts", sources + " -c:v libx264 -bf 2 -c:a aac -f mpegts"),
            factory.make("b.ts", sources + " -c:v libx265 -x265-params log-level=none -c:a ac3 -f mpegts"),
            factory.make("c.aac", "-f lavfi -i sine -t 1 -c:a aac -f adts"),
            factory.make("d.mp3", "-f lavfi -i sine -t 1 -c:a libmp3lame -write_xing 0"),
        ].map(MediaFactory.bytes)
    }

    @Test("bytes flipped, cut out and repeated", arguments: 0..<60)
    func mutations(seed: Int) throws {
        var noise = Noise(state: UInt64(seed))
        for sample in try Self.samples.get() {
            var bytes = sample
            for _ in 0..<Int.random(in: 1...40, using: &noise) where !bytes.isEmpty {
                let place = Int.random(in: 0..<bytes.count, using: &noise)
                switch Int.random(in: 0..<6, using: &noise) {
                case 0: bytes.removeSubrange(place..<min(place + 300, bytes.count))
                case 1: bytes.insert(contentsOf: bytes[place..<min(place + 200, bytes.count)], at: place)
                case 2: bytes = Array(bytes[..<place]) + bytes[..<min(place, 500)]
                default: bytes[place] = UInt8.random(in: 0...255, using: &noise)
                }
            }
            for reading in [SegmentReading(), SegmentReading(isHead: true, keepsPayload: false)] {
                guard let segment = try? SegmentReader.read(bytes, reading) else { continue }
                for stream in segment.index.streams {
                    #expect(stream.accessUnits.allSatisfy { $0.position < bytes.count && $0.size >= 0 })
                    #expect(
                        stream.accessUnits.allSatisfy {
                            ($0.configuration ?? 0) < max(stream.configurations.count, 1)
                        })
                }
                for (stream, payload) in zip(segment.index.streams, segment.payloads) {
                    #expect(stream.accessUnits.map(\.size) == payload.ranges.map(\.count))
                }
            }
        }
    }

    @Test("pure noise and runs of one byte", arguments: [0x00, 0x01, 0x0B, 0x47, 0x49, 0xFF])
    func monotony(byte: Int) {
        let run = [UInt8](repeating: UInt8(byte), count: 300_000)
        var noise = Noise(state: UInt64(byte))
        let random = (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &noise) }
        for bytes in [run, random, Array(run.prefix(1000)) + random] {
            _ = try? SegmentReader.read(bytes, SegmentReading())
            _ = try? TransportStream.read(bytes, SegmentReading())
            _ = try? PackedAudio.read(bytes, SegmentReading())
        }
    }

    @Test("video packets full of tiny NAL units with ever-changing parameter sets")
    func changingParameterSets() throws {
        var writer = TransportStreamWriter.withVideo()
        let sequence: [UInt8] = [0, 0, 1, 0x67, 66, 0, 10, 0xF8, 0x41, 0xA2]
        for number in 0..<3000 {
            let picture: [UInt8] = [0, 0, 1, 0x68, 0xCE, UInt8(number & 255), UInt8(number >> 8) | 0x80]
            let slice: [UInt8] = [0, 0, 1, 0x65, 0x88, 0x84, 0x21]
            writer.pes(TransportStreamWriter.videoPID, sequence + picture + slice, pts: Int64(number) * 3600)
        }
        let stream = try #require(try SegmentReader.read(writer.bytes, SegmentReading()).index.video)
        #expect(stream.accessUnits.count == 3000)
        #expect(stream.configurations.count <= 256)
    }
}
