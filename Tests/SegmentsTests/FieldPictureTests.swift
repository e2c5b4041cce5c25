import ElementaryStreams
import Segments
import Testing

@Suite("The two fields of a PAFF frame are one access unit") struct FieldPictureTests {
    /// Bits written as text, spaces ignored, filled up with zeros.
    private static func bytes(_ text: String) -> [UInt8] {
        let bits = text.filter { $0 != " " }.map { $0 == "1" ? UInt8(1) : 0 }
        return stride(from: 0, to: bits.count, by: 8).map { start in
            (0..<8).reduce(0) { $0 << 1 | (start + $1 < bits.count ? bits[start + $1] : 0) }
        }
    }

    private static let code: [UInt8] = [0, 0, 0, 1]
    private static let delimiter = code + [0x09, 0xF0]
    /// Main profile, `pic_order_cnt_type` 2, 11 x 9 macroblocks per field, frame_mbs_only_flag 0.
    private static let sets =
        code + [0x67, 77, 0, 30] + bytes("1 1 011 010 0 0001011 0001001 0 0 1 0 0 1") + code + [0x68]
        + bytes("1 1 0 0 1")

    private static func field(_ header: UInt8, number: Int, isBottom: Bool) -> [UInt8] {
        let frame = (0..<4).reversed().map { number >> $0 & 1 == 1 ? "1" : "0" }.joined()
        let head = "1 0001000 1 \(frame) 1 \(isBottom ? 1 : 0) 1 1 1"
        return code + [header] + bytes(head) + [UInt8](repeating: 0x77, count: 300)
    }

    private func stream(frames: Int, dropsLast: Bool) throws -> (StreamIndex, DemuxedSegment.Payload, [Int]) {
        var writer = TransportStreamWriter.withVideo()
        var sizes: [Int] = []
        for frame in 0..<frames {
            let first =
                Self.delimiter + (frame == 0 ? Self.sets : [])
                + Self.field(frame == 0 ? 0x65 : 0x61, number: frame, isBottom: false)
            let second = Self.delimiter + Self.field(0x61, number: frame, isBottom: true)
            let time = Int64(frame) * 3600
            writer.pes(TransportStreamWriter.videoPID, first, pts: time)
            guard frame < frames - 1 || !dropsLast else {
                sizes.append(first.count)
                continue
            }
            writer.pes(TransportStreamWriter.videoPID, second, pts: time + 1800)
            sizes.append(first.count + second.count)
        }
        let segment = try SegmentReader.read(writer.bytes, SegmentReading())
        #expect(segment.index.defects == [])
        return (try #require(segment.index.video), try #require(segment.payloads.first), sizes)
    }

    @Test("each frame has the time of its first field and the bytes of both")
    func merged() throws {
        let (index, payload, sizes) = try stream(frames: 5, dropsLast: false)
        #expect(index.accessUnits.map(\.pts) == (0..<5).map { $0 * 3600 })
        #expect(index.accessUnits.map(\.size) == sizes)
        #expect(payload.ranges.map(\.count) == sizes)
        #expect(index.accessUnits.allSatisfy { !$0.picture.isField })
        #expect(
            index.accessUnits.map(\.picture.pictureClass.isRandomAccessPoint) == [true] + [
                false, false, false, false,
            ])
        let format = try #require(index.configurations.first?.video)
        #expect((format.width, format.height) == (176, 288))
        #expect(format.isInterlaced)
    }

    @Test("a field without partner stays alone and says so")
    func lone() throws {
        let (index, _, sizes) = try stream(frames: 5, dropsLast: true)
        #expect(index.accessUnits.map(\.size) == sizes)
        #expect(index.accessUnits.map(\.picture.isField) == [false, false, false, false, true])
    }
}
