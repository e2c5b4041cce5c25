import ElementaryStreams
import Segments
import TestSupport
import Testing

@Suite("Every transport stream of the fixtures holds what its truth says") struct TransportStreamTruthTests {
    /// Fixtures whose segments are whole plain files.
    static let truths: [Truth] = Truth.names.filter { !$0.contains("aes128") && !$0.contains("byte_ranges") }
        .compactMap { try? Truth.load($0) }.filter { $0.container != "fmp4" }

    @Test("segment by segment: order, timestamps, place, size and keyframes", arguments: truths)
    func segments(truth: Truth) throws {
        let folder = Fixtures.path("media/\(truth.fixture)")
        let cycle = (Int64(1) << 33) - 1
        for segment in truth.segments where !segment.gap {
            let bytes = try MediaFactory.bytes("\(folder)/\(segment.uri)")
            let index = try SegmentReader.read(bytes, SegmentReading(keepsPayload: false)).index
            let units = index.video?.accessUnits ?? []
            let expected = truth.frames.filter { $0.segment == segment.index }.sorted {
                $0.position < $1.position
            }
            let place = "\(truth.fixture) \(segment.uri)"
            #expect(units.map { $0.pts & cycle } == expected.map { $0.pts & cycle }, "\(place)")
            #expect(units.map { $0.dts & cycle } == expected.map { $0.dts & cycle }, "\(place)")
            #expect(units.map(\.position) == expected.map(\.position), "\(place)")
            #expect(
                units.map(\.picture.pictureClass.isRandomAccessPoint) == expected.map(\.key), "\(place)")
            #expect(units.count { $0.picture.pictureClass == .idr } == segment.idr.count, "\(place)")
            // libavformat counts the zero byte of an HEVC start code for the packet before.
            let tolerance = truth.video?.codec == "hevc" ? 1 : 0
            #expect(zip(units, expected).allSatisfy { abs($0.size - $1.size) <= tolerance }, "\(place)")
            #expect(index.audio?.accessUnits.count ?? 0 == segment.audioFrames, "\(place)")
            if let format = index.video?.configurations.first?.video {
                #expect((format.width, format.height) == (segment.width, segment.height), "\(place)")
            }
            let isClean = index.defects.isEmpty || truth.fixture == "ts_cut_packet"
            #expect(isClean, "\(place) \(index.defects)")
        }
    }
}
