import ElementaryStreams
import Foundation
import Segments
import TestSupport
import Testing

@Suite("The fuzz target's corpus is read in every way") struct FragmentedMP4FuzzCorpusTests {
    private static let names: [String] =
        ((try? FileManager.default.contentsOfDirectory(atPath: Fixtures.path("fuzz/segments"))) ?? [])
        .sorted()

    @Test("the corpus is there") func present() { #expect(Self.names.count >= 20) }

    @Test("no input traps, and what is made of it keeps the laws", arguments: names)
    func replay(name: String) throws {
        let url = URL(fileURLWithPath: Fixtures.path("fuzz/segments/" + name))
        let bytes = [UInt8](try Data(contentsOf: url))
        let readings = [
            SegmentReading(), SegmentReading(isHead: true, keepsPayload: false),
            SegmentReading(initialization: bytes),
        ]
        for reading in readings {
            guard let demuxed = try? SegmentReader.read(bytes, reading) else { continue }
            for stream in demuxed.index.streams {
                for unit in stream.accessUnits {
                    #expect(unit.size >= 0 && unit.position >= 0)
                    #expect(unit.configuration.map(stream.configurations.indices.contains) ?? true)
                }
            }
            for (stream, payload) in zip(demuxed.index.streams, demuxed.payloads) {
                #expect(payload.ranges.count == stream.accessUnits.count)
                #expect(payload.ranges.allSatisfy { $0.upperBound <= payload.bytes.count } == true)
            }
            #expect(try SegmentIndexCoder.decode(SegmentIndexCoder.encode(demuxed.index)) == demuxed.index)
        }
    }
}
