import ElementaryStreams
import Testing

@testable import Media

@Suite("Encoding sound") struct AudioEncoderTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let settings: AudioEncoderSettings
        let padding: Int
        let samplesPerFrame: Int
        var testDescription: String {
            "\(settings.codec) \(settings.sampleRate) Hz, \(settings.channels) channels"
        }
    }

    static let rows: [Row] = [
        Row(
            settings: AudioEncoderSettings(sampleRate: 48_000, channels: 2, bitRate: 256_000), padding: 1024,
            samplesPerFrame: 1024),
        Row(
            settings: AudioEncoderSettings(sampleRate: 44_100, channels: 1, bitRate: 128_000), padding: 1024,
            samplesPerFrame: 1024),
        Row(
            settings: AudioEncoderSettings(sampleRate: 48_000, channels: 6, bitRate: 512_000), padding: 1024,
            samplesPerFrame: 1024),
        Row(
            settings: AudioEncoderSettings(codec: .mp3, sampleRate: 44_100, channels: 2), padding: 1105,
            samplesPerFrame: 1152),
        Row(
            settings: AudioEncoderSettings(codec: .mp3, sampleRate: 24_000, channels: 1, bitRate: 96_000),
            padding: 1105, samplesPerFrame: 576),
        Row(
            settings: AudioEncoderSettings(codec: .ac3, sampleRate: 48_000, channels: 2, bitRate: 384_000),
            padding: 256, samplesPerFrame: 1536),
    ]

    /// All of `sound`, sent in pieces of `piece` samples.
    private func encode(
        _ sound: Sound, _ settings: AudioEncoderSettings, piece: Int
    ) throws -> (frames: [EncodedSound], initial: Int, trailing: Int, configuration: [UInt8]) {
        var encoder = try AudioEncoder.open(settings)
        var frames: [EncodedSound] = []
        for start in stride(from: 0, to: sound.count, by: piece) {
            frames += try encoder.send(
                sound.channels.map { Array($0[start..<min(start + piece, sound.count)]) })
        }
        frames += try encoder.finish()
        return (frames, encoder.initialPadding, encoder.trailingPadding, encoder.configuration)
    }

    /// The frames as a stream that ffmpeg reads: AAC behind ADTS headers (ISO/IEC 14496-3 1.A.2.2).
    private func file(_ frames: [EncodedSound], _ settings: AudioEncoderSettings) throws -> String {
        guard settings.codec == .aac else {
            return try FFmpeg.file(frames.flatMap(\.payload), settings.codec.name)
        }
        let rate = settings.sampleRate == 48_000 ? 3 : 4
        let bytes = frames.flatMap { frame in
            let size = frame.payload.count + 7
            let fields = [
                0xFF, 0xF1, 1 << 6 | rate << 2 | settings.channels >> 2,
                (settings.channels & 3) << 6 | size >> 11, size >> 3 & 0xFF, (size & 7) << 5 | 0x1F, 0xFC,
            ]
            return fields.map { UInt8($0) } + frame.payload
        }
        return try FFmpeg.file(bytes, "aac")
    }

    @Test("puts the sound exactly behind the stated padding and accounts for every sample", arguments: rows)
    func padding(row: Row) throws {
        for count in [
            20_000, 20_481, row.samplesPerFrame * 20, row.samplesPerFrame * 20 - row.padding % 1000,
        ] {
            let sound = Sound(
                sampleRate: row.settings.sampleRate, channels: row.settings.channels, count: count)
            let made = try encode(sound, row.settings, piece: 777)
            #expect(made.initial == row.padding)
            #expect(made.frames.allSatisfy { $0.sampleCount == row.samplesPerFrame })
            #expect(
                made.frames.map(\.position)
                    == made.frames.indices.map { $0 * row.samplesPerFrame - row.padding })
            let total = made.frames.count * row.samplesPerFrame
            #expect(total == made.initial + count + made.trailing)
            #expect(made.trailing >= 0)

            let heard = try Sound.decodedByFFmpeg(
                try file(made.frames, row.settings), channels: row.settings.channels)
            #expect(heard[0].count == total)
            for channel in 0..<row.settings.channels where row.settings.channels < 6 {
                let delay = Sound.delay(
                    of: heard[channel], against: sound.channels[channel], within: 0..<2600)
                #expect(delay == row.padding, "\(count) samples, channel \(channel)")
            }
        }
    }

    @Test("keeps the last sample: a click there is heard there", arguments: rows)
    func lastSample(row: Row) throws {
        let count = 20_000
        var click = [Float](repeating: 0, count: count)
        click[count - 1] = 0.9
        let sound = Sound(
            sampleRate: row.settings.sampleRate,
            channels: Array(repeating: click, count: row.settings.channels))
        let made = try encode(sound, row.settings, piece: count)
        let heard = try Sound.decodedByFFmpeg(
            try file(made.frames, row.settings), channels: row.settings.channels)
        let loudest = try #require(heard[0].indices.max { abs(heard[0][$0]) < abs(heard[0][$1]) })
        #expect(loudest == row.padding + count - 1)
    }

    @Test("gives the same bytes however the samples are cut into pieces", arguments: rows)
    func pieces(row: Row) throws {
        let sound = Sound(sampleRate: row.settings.sampleRate, channels: row.settings.channels, count: 9000)
        let whole = try encode(sound, row.settings, piece: 9000)
        #expect(try encode(sound, row.settings, piece: 9000).frames == whole.frames)
        #expect(try encode(sound, row.settings, piece: 500).frames == whole.frames)
    }

    @Test("makes frames that need no more than the two before them", arguments: rows)
    func entered(row: Row) throws {
        let sound = Sound(sampleRate: row.settings.sampleRate, channels: row.settings.channels, count: 20_000)
        let made = try encode(sound, row.settings, piece: 20_000)
        let format = AudioFormat(
            sampleRate: row.settings.sampleRate, channels: row.settings.channels,
            samplesPerFrame: row.samplesPerFrame)
        func decode(from first: Int) throws -> [[[Float]]] {
            var decoder = try AudioDecoder.open(
                codec: row.settings.codec, configuration: made.configuration, format: format)
            var blocks: [[[Float]]] = []
            for frame in made.frames[first...] {
                blocks.append(try decoder.decode(frame.payload[...]).channels)
            }
            return blocks
        }
        #expect(try decode(from: 5)[2...] == decode(from: 0)[7...])
    }

    @Test("has a configuration that says what was asked for", arguments: rows)
    func configuration(row: Row) throws {
        let encoder = try AudioEncoder.open(row.settings)
        guard row.settings.codec == .aac else {
            #expect(encoder.configuration.isEmpty)
            return
        }
        let read = try #require(AudioSpecificConfig(encoder.configuration))
        #expect(read.objectType == 2)
        #expect(read.format.sampleRate == row.settings.sampleRate)
        #expect(read.format.channels == row.settings.channels)
        #expect(read.format.samplesPerFrame == row.samplesPerFrame)
        // The native encoder writes its name into the first frame unless told not to.
        let sound = Sound(sampleRate: row.settings.sampleRate, channels: row.settings.channels, count: 2000)
        let frames = try encode(sound, row.settings, piece: 2000).frames
        #expect(!String(decoding: frames.flatMap(\.payload), as: UTF8.self).contains("Lavc"))
    }

    @Test("comes near the bit rate asked for", arguments: [64_000, 128_000, 256_000])
    func bitRate(rate: Int) throws {
        let sound = Sound(sampleRate: 48_000, channels: 2, count: 96_000)
        let settings = AudioEncoderSettings(sampleRate: 48_000, channels: 2, bitRate: rate)
        let bits = try encode(sound, settings, piece: 4096).frames.reduce(0) { $0 + $1.payload.count * 8 }
        #expect((rate * 2 * 8 / 10...rate * 2 * 12 / 10).contains(bits), "\(bits / 2) bits a second")
    }

    @Test("of nothing is nothing")
    func nothing() throws {
        var encoder = try AudioEncoder.open(Self.rows[0].settings)
        #expect(try encoder.send([[], []]).isEmpty)
        #expect(try encoder.finish().isEmpty)
    }

    @Test("refuses unequal channels and a wrong number of them, and goes on")
    func misuse() throws {
        let sound = Sound(sampleRate: 48_000, channels: 2, count: 5000)
        var encoder = try AudioEncoder.open(Self.rows[0].settings)
        for channels in [[], [[0]], [[0], [0, 0]], [[0], [0], [0]]] as [[[Float]]] {
            do throws(MediaError) {
                _ = try encoder.send(channels)
                Issue.record("\(channels.count) channels were taken")
            } catch {
                guard case .failed(let failure) = error else { throw error }
                #expect(failure.code == -22)
            }
        }
        let frames = try encoder.send(sound.channels) + encoder.finish()
        #expect(frames == (try encode(sound, Self.rows[0].settings, piece: 5000).frames))
    }

    @Test("refuses settings that no encoder can do")
    func impossible() throws {
        #expect(throws: MediaError.encoderMissing("eac3")) {
            _ = try AudioEncoder.open(
                AudioEncoderSettings(codec: .other("eac3"), sampleRate: 48_000, channels: 2))
        }
        for (rate, channels) in [(48_000, 0), (48_000, 65), (0, 2), (-1, 2), (1 << 40, 2), (12_345, 2)] {
            #expect {
                _ = try AudioEncoder.open(AudioEncoderSettings(sampleRate: rate, channels: channels))
            } throws: { error in
                guard case .failed(let failure)? = error as? MediaError else { return false }
                return failure.function == "avcodec_open2"
            }
        }
    }

    @Test("when any one FFmpeg call fails, encoding and decoding end with that call's name")
    func everyCallFails() throws {
        let sound = Sound(sampleRate: 48_000, channels: 2, count: 3000)
        let format = AudioFormat(sampleRate: 48_000, channels: 2, samplesPerFrame: 1024)
        var names: Set<String> = []
        for skipped in 0... {
            let plan = FailurePlan(after: skipped, code: -12)
            do {
                try FailurePlan.$current.withValue(plan) {
                    let made = try encode(sound, Self.rows[0].settings, piece: 3000)
                    var decoder = try AudioDecoder.open(
                        codec: .aac, configuration: made.configuration, format: format)
                    for frame in made.frames { _ = try decoder.decode(frame.payload[...]) }
                }
                #expect(!plan.hasStruck)
                break
            } catch MediaError.failed(let failure) {
                #expect(failure.code == -12)
                names.insert(failure.function)
            }
        }
        #expect(
            names == [
                "avcodec_alloc_context3", "av_opt_set", "avcodec_open2", "av_packet_alloc", "av_frame_alloc",
                "av_channel_layout_copy", "av_frame_get_buffer", "avcodec_send_frame",
                "avcodec_receive_packet", "av_mallocz", "av_new_packet", "avcodec_send_packet",
                "avcodec_receive_frame",
            ])
    }
}
