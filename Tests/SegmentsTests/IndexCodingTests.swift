import ElementaryStreams
import ExactTime
import Segments
import Testing

@Suite("A coded index reads back equal") struct IndexCodingTests {
    @Test("random values", arguments: 0..<200)
    func randomValues(seed: Int) throws {
        var random = IndexCodingRandom(seed: UInt64(seed))
        let index = random.index()
        let bytes = SegmentIndexCoder.encode(index)
        #expect(try SegmentIndexCoder.decode(bytes) == index)
    }

    @Test("extreme values")
    func extremes() throws {
        let values: [Int64] = [.min, .max, 0, -1, 1, .min + 1, .max, .min, 1 << 33, -(1 << 33)]
        let units = values.indices.map { position in
            AccessUnit(
                pts: values[position], dts: values[values.count - 1 - position],
                duration: position % 3 == 0 ? nil : values[position],
                position: position % 2 == 0 ? Int.max : 0, size: position % 2 == 0 ? 0 : Int.max)
        }
        for container in [Container.mpegTS, .fmp4, .packedAudio] {
            let index = SegmentIndex(
                container: container, byteCount: .max,
                streams: [
                    StreamIndex(
                        id: .min, kind: .data, codec: .other(""), timeBase: .mpeg, accessUnits: units)
                ])
            #expect(try SegmentIndexCoder.decode(SegmentIndexCoder.encode(index)) == index)
        }
    }

    @Test(
        "what readers make of real segments, at some bytes an access unit", arguments: FragmentedMP4Media.all)
    func realSegments(media: FragmentedMP4Media) throws {
        let (initialization, segments) = try media.make()
        for bytes in segments {
            let index = try FragmentedMP4.read(
                bytes, SegmentReading(initialization: initialization, keepsPayload: false)
            ).index
            let coded = SegmentIndexCoder.encode(index)
            #expect(try SegmentIndexCoder.decode(coded) == index)
            for stream in index.streams {
                let alone = SegmentIndex(container: .fmp4, byteCount: 0, streams: [stream])
                var empty = alone
                empty.streams[0].accessUnits = []
                let cost = SegmentIndexCoder.encode(alone).count - SegmentIndexCoder.encode(empty).count
                // Up to 30 bytes of columns' heads, whatever the length.
                let most = stream.accessUnits.count * (stream.kind == .video ? 10 : 3) + 30
                #expect(cost <= most, "\(cost) bytes for \(stream.accessUnits.count) of \(stream.codec.name)")
            }
        }
    }

    @Test("a regular stream costs one byte a frame")
    func regularStream() throws {
        let units = (0..<1000).map { number in
            AccessUnit(
                pts: Int64(number) * 1152, dts: Int64(number) * 1152, duration: 1152, position: number * 384,
                size: 384, configuration: 0)
        }
        let stream = StreamIndex(
            id: 0, kind: .audio, codec: .mp3, timeBase: .mpeg,
            configurations: [DecoderConfiguration(extradata: [])], accessUnits: units)
        let index = SegmentIndex(container: .packedAudio, byteCount: 384_000, streams: [stream])
        let bytes = SegmentIndexCoder.encode(index)
        #expect(bytes.count < 1070)
        #expect(try SegmentIndexCoder.decode(bytes) == index)
    }

    @Test("bytes that end early are refused at every length")
    func cutShort() throws {
        var random = IndexCodingRandom(seed: 7)
        let bytes = SegmentIndexCoder.encode(random.index())
        for length in bytes.indices {
            #expect(throws: IndexCodingError.self) { try SegmentIndexCoder.decode(Array(bytes[..<length])) }
        }
        #expect(throws: IndexCodingError.cutShort) { try SegmentIndexCoder.decode([]) }
        #expect(throws: IndexCodingError.cutShort) {
            try SegmentIndexCoder.decode([SegmentIndexCoder.version])
        }
    }

    @Test("another version is named")
    func version() throws {
        var bytes = SegmentIndexCoder.encode(SegmentIndex(container: .mpegTS, byteCount: 1))
        bytes[0] = 200
        #expect(throws: IndexCodingError.unknownVersion(200)) { try SegmentIndexCoder.decode(bytes) }
    }

    @Test("any single changed byte is noticed")
    func damage() throws {
        var random = IndexCodingRandom(seed: 11)
        let bytes = SegmentIndexCoder.encode(random.index())
        for position in bytes.indices.dropFirst() {
            var damaged = bytes
            damaged[position] ^= 0x10
            #expect(throws: IndexCodingError.damaged) { try SegmentIndexCoder.decode(damaged) }
        }
    }
}
