import ElementaryStreams
import Media
import Testing

@Suite("Decoding sound") struct AudioDecoderTests {
    /// A coded form of noise, with the delay that its encoder and decoder have together.
    struct Row: Sendable, CustomTestStringConvertible {
        let codec: Codec
        let options: [String]
        let ending: String
        let channels: Int
        let sampleRate: Int
        let samplesPerFrame: Int
        let delay: Int
        var testDescription: String { "\(ending) \(sampleRate) Hz, \(channels) channels" }
    }

    /// MP3 without a Xing header: its frame is one more of the stream, tested apart.
    static let mp3 = ["-c:a", "libmp3lame", "-b:a", "192k", "-write_xing", "0", "-id3v2_version", "0"]

    static let rows: [Row] = [
        Row(
            codec: .aac, options: ["-c:a", "aac", "-b:a", "256k", "-aac_pns", "0"], ending: "aac",
            channels: 2,
            sampleRate: 48_000, samplesPerFrame: 1024, delay: 1024),
        Row(
            codec: .aac, options: ["-c:a", "aac", "-aac_pns", "0"], ending: "aac", channels: 1,
            sampleRate: 44_100,
            samplesPerFrame: 1024, delay: 1024),
        Row(
            codec: .aac, options: ["-c:a", "aac", "-b:a", "512k", "-aac_pns", "0"], ending: "aac",
            channels: 6,
            sampleRate: 48_000, samplesPerFrame: 1024, delay: 1024),
        Row(
            codec: .mp3, options: mp3, ending: "mp3", channels: 2, sampleRate: 44_100, samplesPerFrame: 1152,
            delay: 1105),
        Row(
            codec: .mp3, options: ["-c:a", "libmp3lame", "-b:a", "96k"] + mp3[4...], ending: "mp3",
            channels: 1, sampleRate: 24_000, samplesPerFrame: 576, delay: 1105),
        Row(
            codec: .ac3, options: ["-c:a", "ac3", "-b:a", "384k"], ending: "ac3", channels: 2,
            sampleRate: 48_000, samplesPerFrame: 1536, delay: 256),
        Row(
            codec: .ac3, options: ["-c:a", "ac3", "-b:a", "640k"], ending: "ac3", channels: 6,
            sampleRate: 44_100, samplesPerFrame: 1536, delay: 256),
        Row(
            codec: .other("eac3"), options: ["-c:a", "eac3", "-b:a", "384k"], ending: "eac3", channels: 2,
            sampleRate: 48_000, samplesPerFrame: 1536, delay: 256),
    ]

    private func format(_ row: Row) -> AudioFormat {
        AudioFormat(
            sampleRate: row.sampleRate, channels: row.channels, samplesPerFrame: row.samplesPerFrame)
    }

    private func decode(
        _ units: some Sequence<ArraySlice<UInt8>>, _ codec: Codec, _ format: AudioFormat,
        configuration: [UInt8] = []
    ) throws -> [PCMBlock] {
        var decoder = try AudioDecoder.open(codec: codec, configuration: configuration, format: format)
        var blocks: [PCMBlock] = []
        for unit in units { blocks.append(try decoder.decode(unit)) }
        return blocks
    }

    private func joined(_ blocks: [PCMBlock], channels: Int) -> [[Float]] {
        (0..<channels).map { channel in blocks.flatMap { $0.channels[channel] } }
    }

    /// Options that make each frame of MP3 stand by itself: a bit reservoir reaches back by more than one.
    private func alone(_ row: Row) -> [String] {
        row.options + (row.codec == .mp3 ? ["-reservoir", "0"] : [])
    }

    /// Whether two decodings of the same units agree: to the bit, but for AC-3, whose decoder puts dither where
    /// no bits were spent, from a generator that goes on from unit to unit. It is below a hundredth of the sound.
    private func isSame(_ first: ArraySlice<PCMBlock>, _ second: ArraySlice<PCMBlock>, _ row: Row) -> Bool {
        let (ours, theirs) = (first.flatMap(\.channels), second.flatMap(\.channels))
        guard row.codec == .ac3 || row.codec == .other("eac3") else { return ours == theirs }
        guard ours.map(\.count) == theirs.map(\.count) else { return false }
        var (error, energy): (Float, Float) = (0, 0)
        for (left, right) in zip(ours.joined(), theirs.joined()) {
            error += (left - right) * (left - right)
            energy += right * right
        }
        return error * 100 < energy
    }

    @Test(
        "gives one block a unit, and together exactly ffmpeg's samples with nothing skipped", arguments: rows)
    func equal(row: Row) throws {
        let sound = Sound(sampleRate: row.sampleRate, channels: row.channels, count: 20_000)
        let path = try sound.encoded(row.options, row.ending)
        let blocks = try decode(Sound.units(path), row.codec, format(row))
        #expect(blocks.allSatisfy { !$0.isDamaged && $0.refusal == nil })
        #expect(blocks.allSatisfy { $0.sampleCount == row.samplesPerFrame })
        #expect(blocks.allSatisfy { $0.sampleRate == row.sampleRate && $0.channels.count == row.channels })
        let ours = joined(blocks, channels: row.channels)
        #expect(ours == (try Sound.decodedByFFmpeg(path, channels: row.channels)))
        // Where the sound lies in them: what the encoder put in front, and nothing of the decoder's.
        let delay = Sound.delay(of: ours[0], against: sound.channels[0], within: 0..<2600)
        #expect(delay == row.delay)
    }

    @Test("of a stream entered at unit n places each sample where the whole has it", arguments: rows)
    func entered(row: Row) throws {
        let sound = Sound(sampleRate: row.sampleRate, channels: row.channels, count: 20_000)
        let units = try Sound.units(try sound.encoded(alone(row), row.ending))
        let whole = try decode(units, row.codec, format(row))
        let tail = try decode(units[5...], row.codec, format(row))
        #expect(tail.count == units.count - 5)
        #expect(tail[0].sampleCount == whole[5].sampleCount)
        #expect(tail[0].channels != whole[5].channels)
        // MP3's synthesis filter remembers half a unit more.
        let late = row.codec == .mp3 ? 2 : 1
        #expect(isSame(tail[late...], whole[(5 + late)...], row))
    }

    @Test(
        "of raw AAC with its configuration equals ffmpeg's, HE-AAC at twice the rate",
        arguments: [false, true])
    func raw(isHighEfficiency: Bool) throws {
        let sound = Sound(sampleRate: 24_000, channels: 2, count: 20_000)
        let options = ["-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart"]
        var path = try sound.encoded(options, "mp4")
        var file = try FFmpeg.run("cat", [path])
        // The AudioSpecificConfig of 24 kHz stereo with the sync extension: SBR absent; or present, to 48 kHz.
        var configuration: [UInt8] = [0x13, 0x10, 0x56, 0xE5, 0x00]
        let place = try #require(
            file.indices.dropLast(5).first { Array(file[$0..<$0 + 5]) == configuration })
        if isHighEfficiency {
            configuration[4] = 0x98
            file[place + 4] = 0x98
            path = try FFmpeg.file(file, "mp4")
        }
        let format = try #require(AudioSpecificConfig(configuration)).format
        let blocks = try decode(Sound.units(path), .aac, format, configuration: configuration)
        #expect(blocks.allSatisfy { $0.sampleRate == (isHighEfficiency ? 48_000 : 24_000) })
        #expect(blocks.allSatisfy { $0.sampleCount == (isHighEfficiency ? 2048 : 1024) && !$0.isDamaged })
        #expect(joined(blocks, channels: 2) == (try Sound.decodedByFFmpeg(path, channels: 2)))
    }

    @Test("takes nothing away for a LAME header: its frame is one unit of silence")
    func xing() throws {
        let sound = Sound(sampleRate: 44_100, channels: 2, count: 20_000)
        let path = try sound.encoded(["-c:a", "libmp3lame", "-b:a", "192k", "-id3v2_version", "0"], "mp3")
        // libavformat hides the header frame; it stands in front of what it shows.
        let bytes = try FFmpeg.run("cat", [path])
        let shown = try Sound.units(path)
        let header = bytes[..<(shown.first?.startIndex ?? 0)]
        #expect(String(decoding: header, as: UTF8.self).contains("Info"))
        let format = AudioFormat(sampleRate: 44_100, channels: 2, samplesPerFrame: 1152)
        let blocks = try decode([header] + shown, .mp3, format)
        #expect(blocks.count == shown.count + 1)
        #expect(blocks[0].channels.allSatisfy { $0.allSatisfy { $0 == 0 } })
        let heard = blocks.flatMap { $0.channels[0] }
        #expect(Sound.delay(of: heard, against: sound.channels[0], within: 0..<2600) == 1105 + 1152)
    }

    @Test("replaces a unit that cannot be decoded by as much silence, and goes on", arguments: rows)
    func damaged(row: Row) throws {
        let sound = Sound(sampleRate: row.sampleRate, channels: row.channels, count: 20_000)
        let units = try Sound.units(try sound.encoded(alone(row), row.ending))
        var broken = units
        broken[4] = [0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC, 0xDE, 0xF0][...]
        broken[6] = []
        let whole = try decode(units, row.codec, format(row))
        let blocks = try decode(broken, row.codec, format(row))
        #expect(blocks.map(\.sampleCount) == whole.map(\.sampleCount))
        for index in [4, 6] {
            #expect(blocks[index].isDamaged)
            #expect(blocks[index].channels.count == row.channels)
            #expect(blocks[index].channels.allSatisfy { $0.allSatisfy { $0 == 0 } })
        }
        #expect(blocks[4].refusal?.function == "avcodec_send_packet")
        #expect(blocks[4].refusal?.codec == row.codec)
        #expect(blocks[6].refusal == nil)
        #expect(blocks[..<4].map(\.channels) == whole[..<4].map(\.channels))
        #expect(isSame(blocks[9...], whole[9...], row))
    }

    @Test("of a stream that begins with junk is silence of the stated format")
    func beginsWithJunk() throws {
        let format = AudioFormat(sampleRate: 48_000, channels: 2, samplesPerFrame: 1024)
        var decoder = try AudioDecoder.open(codec: .aac, configuration: [], format: format)
        let block = try decoder.decode([1, 2, 3, 4, 5, 6, 7, 8])
        #expect(block.isDamaged)
        #expect(block.sampleRate == 48_000)
        #expect(block.channels == Array(repeating: Array(repeating: 0, count: 1024), count: 2))
    }

    @Test("random bytes never crash it, and every unit has its block", arguments: rows)
    func noise(row: Row) throws {
        var random = SeededGenerator(state: 5)
        let sound = Sound(sampleRate: row.sampleRate, channels: row.channels, count: 12_000)
        var units = try Sound.units(try sound.encoded(row.options, row.ending)).map(Array.init)
        for index in units.indices {
            for _ in 0..<4 { units[index][Int(random.next() % UInt64(units[index].count))] ^= 0x55 }
        }
        let blocks = try decode(units.map { $0[...] }, row.codec, format(row))
        #expect(blocks.count == units.count)
        #expect(blocks.allSatisfy { $0.sampleCount > 0 })
    }

    @Test("refuses what it has no decoder for", arguments: [Codec.h264, .other("opus")])
    func missing(codec: Codec) {
        let format = AudioFormat(sampleRate: 48_000, channels: 2, samplesPerFrame: 960)
        #expect(throws: MediaError.decoderMissing(codec)) {
            _ = try AudioDecoder.open(codec: codec, configuration: [], format: format)
        }
    }
}
