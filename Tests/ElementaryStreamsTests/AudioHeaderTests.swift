import ElementaryStreams
import Testing

@Suite("Audio frame headers say length, samples and sound") struct AudioHeaderTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var arguments: String
        var format: String
        var syntax: AudioSyntax
        var samples: Int
        var codec: Codec
        var testDescription: String { arguments }
    }

    static let cases: [Case] =
        [8000, 16_000, 22_050, 44_100, 48_000, 96_000].map {
            Case(
                arguments: "sine=r=\($0) -t 1 -c:a aac", format: "adts", syntax: .adts, samples: 1024,
                codec: .aac)
        }
        + [(8000, 576), (16_000, 576), (22_050, 576), (32_000, 1152), (44_100, 1152), (48_000, 1152)].map {
            Case(
                arguments: "sine=r=\($0.0) -t 1 -c:a libmp3lame -write_xing 0 -id3v2_version 0",
                format: "mp3",
                syntax: .mpegAudio, samples: $0.1, codec: .mp3)
        }
        + [32_000, 44_100, 48_000].map {
            Case(
                arguments: "sine=r=\($0),aformat=channel_layouts=5.1 -t 1 -c:a ac3 -b:a 448k", format: "ac3",
                syntax: .dolby, samples: 1536, codec: .ac3)
        }
        + [
            Case(
                arguments: "sine=r=44100 -t 1 -c:a mp2 -b:a 96k", format: "mp2", syntax: .mpegAudio,
                samples: 1152,
                codec: .mp3),
            Case(
                arguments: "sine=r=48000 -t 1 -ac 2 -c:a eac3", format: "eac3", syntax: .dolby, samples: 1536,
                codec: .other("eac3")),
        ]

    @Test("frames of every rate follow each other exactly as ffprobe cuts them", arguments: cases)
    func frames(example: Case) throws {
        let stream = try EncodedStream(example.arguments, format: example.format)
        var sizes: [Int] = []
        var offset = 0
        while case .frame(let frame) = example.syntax.header(stream.bytes, at: offset) {
            #expect(frame.sampleCount == example.samples)
            #expect(String(frame.format.sampleRate) == stream.description.sampleRate)
            #expect(frame.format.channels == stream.description.channels)
            #expect(example.syntax.codec(of: frame) == example.codec)
            sizes.append(frame.byteCount)
            offset += frame.byteCount
        }
        #expect(offset == stream.bytes.count)
        #expect(sizes == stream.packets.map { Int($0.size) ?? -1 })
    }

    @Test(
        "headers that are impossible, reserved or free format are none; short ones wait",
        arguments: [
            (.adts, [0xFF, 0xF1, 0x7C, 0x80, 0x10, 0x1F, 0xFC], .noFrame),
            (.adts, [0xFF, 0xF1, 0x4C, 0x80, 0x00, 0x1F, 0xFC], .noFrame),
            (.adts, [0xFF, 0xF1, 0x4C], .needsMore),
            (.mpegAudio, [0xFF, 0xFB, 0x00, 0x00], .noFrame),
            (.mpegAudio, [0xFF, 0xFB, 0xF0, 0x00], .noFrame),
            (.mpegAudio, [0xFF, 0xEB, 0x90, 0x00], .noFrame), (.mpegAudio, [0xFF, 0xFB], .needsMore),
            (.dolby, [0x0B, 0x77, 0, 0, 0xC0, 0x40, 0, 0], .noFrame), (.dolby, [0x0B], .needsMore),
            (.dolby, [0x77, 0x0B], .noFrame),
        ] as [(AudioSyntax, [UInt8], AudioSyntax.Reading)])
    func refused(syntax: AudioSyntax, bytes: [UInt8], reading: AudioSyntax.Reading) {
        #expect(syntax.header(bytes, at: 0) == reading)
    }

    @Test("an ADTS frame of several raw data blocks counts all their samples, with and without CRC")
    func severalBlocks() throws {
        for (second, blocks) in [(0xF1, 1), (0xF0, 2), (0xF9, 4)] as [(UInt8, Int)] {
            let header: [UInt8] = [0xFF, second, 0x4C, 0x80, 0x10, 0x1F, 0xFC | UInt8(blocks - 1)]
            guard case .frame(let frame) = AudioSyntax.adts.header(header, at: 0) else {
                Issue.record("no frame")
                return
            }
            #expect(frame.sampleCount == 1024 * blocks)
            #expect(frame.byteCount == 128)
            #expect(frame.extradata == [0x11, 0x90])
        }
    }

    @Test(
        "AudioSpecificConfig: plain, explicit SBR and PS, and the backward compatible extension",
        arguments: [
            ([0x12, 0x10], 44_100, 2, 1024, "LC"), ([0x11, 0x88], 48_000, 1, 1024, "LC"),
            ([0x2B, 0x11, 0x88, 0x00], 48_000, 2, 2048, "HE-AAC"),
            ([0xEB, 0x09, 0x88, 0x00], 48_000, 2, 2048, "HE-AACv2"),
            ([0x13, 0x10, 0x56, 0xE5, 0x98], 48_000, 2, 2048, "HE-AAC"),
            ([0x13, 0x08, 0x56, 0xE5, 0x9D, 0x48, 0x80], 48_000, 2, 2048, "HE-AACv2"),
            ([0x12, 0x14], 44_100, 2, 960, "LC"), ([0x17, 0x80, 0x56, 0x22, 0x10], 44_100, 2, 1024, "LC"),
        ] as [([UInt8], Int, Int, Int, String)])
    func specificConfig(bytes: [UInt8], rate: Int, channels: Int, samples: Int, profile: String) throws {
        let config = try #require(AudioSpecificConfig(bytes))
        let expected = AudioFormat(
            sampleRate: rate, channels: channels, samplesPerFrame: samples, profile: profile)
        #expect(config.format == expected)
        for length in 0..<bytes.count { _ = AudioSpecificConfig(Array(bytes.prefix(length))) }
    }

    @Test("an ID3 tag gives its length and the transport stream timestamp")
    func tag() throws {
        let owner = Array("com.apple.streaming.transportStreamTimestamp".utf8) + [0]
        let other = Array("TXXX".utf8) + [0, 0, 0, 3, 0, 0, 1, 2, 3]
        let timed = Array("PRIV".utf8) + [0, 0, 0, 53, 0, 0] + owner + [0, 0, 0, 1, 0xFF, 0xFF, 0xFF, 0xFE]
        let frames = other + timed
        let bytes = [9] + Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, UInt8(frames.count)] + frames
        let tag = try #require(ID3Tag(bytes, at: 1))
        #expect(tag.byteCount == bytes.count - 1)
        #expect(tag.transportStreamTimestamp == 0x1_FFFF_FFFE)
        #expect(ID3Tag(bytes) == nil)
        for length in 0..<bytes.count { _ = ID3Tag(Array(bytes.prefix(length)), at: 1) }
    }
}
