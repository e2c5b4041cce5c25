import ElementaryStreams
import Segments
import Testing

@Suite("Packed audio segments count samples from the tag's timestamp") struct PackedAudioTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var arguments: String
        var codec: Codec
        var samples: Int64
        var rate: Int64
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "a.aac", arguments: "-ar 44100 -c:a aac -f adts", codec: .aac, samples: 1024, rate: 44_100),
        Case(
            name: "a.mp3", arguments: "-ar 48000 -c:a libmp3lame -write_xing 0 -id3v2_version 0 -f mp3",
            codec: .mp3, samples: 1152, rate: 48_000),
        Case(name: "a.ac3", arguments: "-ar 48000 -c:a ac3 -f ac3", codec: .ac3, samples: 1536, rate: 48_000),
    ]

    private static func tag(_ timestamp: UInt64) -> [UInt8] {
        let owner = Array("com.apple.streaming.transportStreamTimestamp".utf8) + [0]
        let value = (0..<8).map { UInt8(timestamp >> UInt64(56 - 8 * $0) & 255) }
        let frame = Array("PRIV".utf8) + [0, 0, 0, UInt8(owner.count + 8), 0, 0] + owner + value
        return Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, UInt8(frame.count)] + frame
    }

    @Test("sizes as ffprobe, times to the nearest tick from the tag", arguments: cases)
    func frames(example: Case) throws {
        let factory = try MediaFactory()
        let path = try factory.make(example.name, "-f lavfi -i sine -t 2 " + example.arguments)
        let tag = Self.tag(7_000_000_001)
        let bytes = tag + (try MediaFactory.bytes(path))
        let index = try SegmentReader.read(bytes, SegmentReading()).index
        let expected = try Probe(path).packets
        let units = try #require(index.audio).accessUnits
        #expect(index.container == .packedAudio)
        #expect(index.audio?.codec == example.codec)
        #expect(index.defects == [])
        #expect(units.map(\.size) == expected.map(\.byteCount))
        #expect(units.first?.position == tag.count)
        for (number, unit) in units.enumerated() {
            let exact = Int64(number) * example.samples * 90_000
            #expect(abs((unit.pts - 7_000_000_001) * example.rate - exact) * 2 <= example.rate)
        }
        #expect(zip(units, units.dropFirst()).allSatisfy { $0.pts + ($0.duration ?? 0) == $1.pts })
    }

    @Test("without a timestamp the access units are marked as inferred")
    func withoutTag() throws {
        let factory = try MediaFactory()
        let path = try factory.make("a.aac", "-f lavfi -i sine -t 1 -c:a aac -f adts")
        let index = try SegmentReader.read(try MediaFactory.bytes(path), SegmentReading()).index
        let units = try #require(index.audio).accessUnits
        #expect(units.first?.pts == 0)
        #expect(units.allSatisfy { $0.isInferred })
        #expect(index.defects == [.missingTimestamps(stream: 0, count: units.count)])
    }

    @Test("a frame cut off at the end is named, and simply absent from a head")
    func cutShort() throws {
        let factory = try MediaFactory()
        let path = try factory.make("a.aac", "-f lavfi -i sine -t 1 -c:a aac -f adts")
        let bytes = Self.tag(0) + (try MediaFactory.bytes(path))
        let whole = try SegmentReader.read(bytes, SegmentReading()).index
        let last = try #require(whole.audio?.accessUnits.last)
        let cut = Array(bytes.dropLast(5))
        let read = try SegmentReader.read(cut, SegmentReading()).index
        let head = try SegmentReader.read(cut, SegmentReading(isHead: true)).index
        #expect(read.defects == [.cutShort(position: last.position)])
        #expect(head.defects == [])
        #expect(head.audio?.accessUnits == whole.audio?.accessUnits.dropLast())
    }

    @Test(
        "bytes that are no media say what they look like",
        arguments: [
            ("<!DOCTYPE html><html>login</html>", "HTML"), ("\u{FEFF}WEBVTT\n\n00:00.000", "WebVTT"),
            ("#EXTM3U\n", "playlist"), ("{\"error\":1}", "JSON"), ("Not found", "text"), ("<Error/>", "XML"),
            ("\u{1}\u{2}", "01 02"),
        ])
    func notMedia(text: String, word: String) {
        #expect(throws: SegmentError.notMedia(looksLike: word)) {
            try SegmentReader.read(Array(text.utf8), SegmentReading())
        }
    }

    @Test("no bytes at all are an error of their own")
    func empty() {
        #expect(throws: SegmentError.empty) { try SegmentReader.read([], SegmentReading()) }
    }
}
