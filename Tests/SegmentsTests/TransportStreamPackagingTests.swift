import ElementaryStreams
import Segments
import Testing

@Suite("Access units do not depend on how PES and transport packets carry them")
struct TransportStreamPackagingTests {
    let factory: MediaFactory
    let video: CodedVideo

    init() throws {
        factory = try MediaFactory()
        video = try CodedVideo.usual.get()
    }

    private func index(_ bytes: [UInt8], isHead: Bool = false) throws -> SegmentIndex {
        try SegmentReader.read(bytes, SegmentReading(isHead: isHead)).index
    }

    private func units(_ bytes: [UInt8]) throws -> [AccessUnit] {
        try #require(try index(bytes).video).accessUnits
    }

    @Test("without delimiters, one access unit a PES packet, as ffprobe")
    func withoutDelimiters() throws {
        let bytes = video.muxed(at: 90_000)
        let expected = try Probe(factory.write("a.ts", bytes)).packets
        let found = try units(bytes)
        #expect(found.map(\.pts) == expected.map { $0.pts ?? -1 })
        #expect(found.map(\.dts) == expected.map { $0.dts ?? -1 })
        #expect(found.map(\.size) == video.units.map(\.bytes.count))
        #expect(found.map(\.position) == expected.map { $0.position ?? -1 })
        #expect(found.map { $0.picture.pictureClass == .idr } == video.units.map(\.isKey))
    }

    @Test("the payload is the elementary stream, unit by unit")
    func payload() throws {
        let segment = try SegmentReader.read(video.muxed(), SegmentReading())
        let payload = try #require(segment.payloads.first)
        #expect(payload.ranges.map { Array(payload.bytes[$0]) } == video.units.map(\.bytes))
    }

    @Test("an access unit spread over several PES packets", arguments: [1, 3, 57, 500])
    func spread(size: Int) throws {
        var writer = TransportStreamWriter.withVideo()
        for unit in video.units {
            for offset in stride(from: 0, to: unit.bytes.count, by: size) {
                let part = Array(unit.bytes[offset..<min(offset + size, unit.bytes.count)])
                let isFirst = offset == 0
                writer.pes(
                    TransportStreamWriter.videoPID, part, pts: isFirst ? unit.pts : nil,
                    dts: isFirst ? unit.dts : nil)
            }
            // Enough to meet every split of a start code without a stream of millions of packets.
            if size == 1, writer.bytes.count > 1_000_000 { break }
        }
        let found = try units(writer.bytes)
        let expected = video.units.prefix(found.count)
        #expect(found.count > 2)
        #expect(found.map(\.dts) == expected.map(\.dts))
        if size > 1 {
            #expect(found.count == video.units.count)
            #expect(found.map(\.pts) == expected.map(\.pts))
            #expect(found.map(\.size) == expected.map(\.bytes.count))
        }
    }

    @Test("several access units in one PES packet; the times of the others are derived and marked")
    func several() throws {
        let plain = try CodedVideo(factory, frames: 20, options: "-g 12 -bf 0")
        var writer = TransportStreamWriter.withVideo()
        for start in stride(from: 0, to: plain.units.count, by: 3) {
            let group = plain.units[start..<min(start + 3, plain.units.count)]
            writer.pes(
                TransportStreamWriter.videoPID, group.flatMap(\.bytes), pts: Int64(start) * 3600,
                dts: Int64(start) * 3600)
        }
        let index = try index(writer.bytes)
        let found = try #require(index.video).accessUnits
        #expect(found.map(\.pts) == (0..<20).map { $0 * 3600 })
        #expect(found.map(\.isInferred) == (0..<20).map { $0 % 3 != 0 })
        #expect(index.defects == [.missingTimestamps(stream: 0, count: 13)])
    }

    @Test(
        "the times of B-frames without any follow from their order counts",
        arguments: [
            ("h264", "-c:v libx264 -g 12 -bf 2"),
            ("hevc", "-c:v libx265 -x265-params log-level=none:keyint=14:bframes=3:open-gop=1"),
        ])
    func severalWithReordering(format: String, encoder: String) throws {
        let coded = try CodedVideo(factory, frames: 40, encoder: encoder, format: format)
        var writer = TransportStreamWriter.withVideo(type: format == "h264" ? 0x1B : 0x24)
        for start in stride(from: 0, to: coded.units.count, by: 5) {
            let group = coded.units[start..<min(start + 5, coded.units.count)]
            writer.pes(
                TransportStreamWriter.videoPID, group.flatMap(\.bytes), pts: coded.units[start].pts,
                dts: coded.units[start].dts)
        }
        let found = try units(writer.bytes)
        #expect(found.map(\.pts) == coded.units.map(\.pts))
        #expect(found.map(\.dts) == coded.units.map(\.dts))
        #expect(found.count { $0.isInferred } == 32)
    }

    @Test("packets that hold few bytes each", arguments: [1, 4, 13])
    func thinPackets(limit: Int) throws {
        let few = try CodedVideo(factory, frames: 4, options: "-g 12 -bf 2")
        let found = try units(few.muxed(at: 5, atMost: limit))
        #expect(found.map(\.pts) == few.units.map { $0.pts + 5 })
        #expect(found.map(\.size) == few.units.map(\.bytes.count))
    }

    @Test("timestamps wrap anywhere, in PTS and DTS jointly", arguments: 0..<40)
    func wrap(step: Int64) throws {
        let start = (Int64(1) << 33) - 2 * 3600 - 1 - step * 3600 / 2
        let found = try units(video.muxed(at: start))
        #expect(found.map(\.dts) == video.units.map { $0.dts + start })
        #expect(found.map(\.pts) == video.units.map { $0.pts + start })
    }

    @Test("the wrap that ffmpeg itself writes")
    func wrapByFFmpeg() throws {
        let path = try factory.make(
            "wrap.ts",
            "-f lavfi -i testsrc2=s=96x64:r=25 -f lavfi -i sine -t 4 -c:v libx264 -bf 2 -g 25 -c:a aac "
                + "-output_ts_offset 95442.7 -f mpegts")
        let index = try index(try MediaFactory.bytes(path))
        let probe = try Probe(path)
        let cycle = Int64(1) << 33
        for (stream, kind) in [(index.video, "video"), (index.audio, "audio")] {
            let found = try #require(stream).accessUnits
            let expected = probe.packets(kind)
            #expect(found.count == expected.count)
            let shifts = Set(zip(found, expected).map { ($0.pts - ($1.pts ?? 0) + cycle / 2) / cycle })
            #expect(shifts.count == 1)
            #expect(zip(found, found.dropFirst()).allSatisfy { $0.dts < $1.dts })
        }
        let starts = [index.video, index.audio].compactMap { $0?.accessUnits.first?.dts }
        #expect(abs(starts[0] - starts[1]) < 90_000)
    }

    @Test("a head holds the first units of the whole, unchanged, wherever it is cut")
    func heads() throws {
        let path = try factory.make(
            "whole.ts",
            "-f lavfi -i testsrc2=s=96x64:r=25 -f lavfi -i sine -t 1 -c:v libx264 -bf 2 -c:a aac -f mpegts")
        let bytes = try MediaFactory.bytes(path)
        let whole = try index(bytes)
        var counts: [Int] = []
        for length in stride(from: 188 * 3, through: bytes.count, by: 451) {
            let head = try index(Array(bytes.prefix(length)), isHead: true)
            #expect(head.defects == [])
            for (part, all) in zip(head.streams, whole.streams) {
                #expect(part.accessUnits == Array(all.accessUnits.prefix(part.accessUnits.count)))
            }
            counts.append(head.video?.accessUnits.count ?? 0)
        }
        #expect(counts == counts.sorted())
        #expect(counts.last == (whole.video?.accessUnits.count ?? 0) - 1)
    }
}
