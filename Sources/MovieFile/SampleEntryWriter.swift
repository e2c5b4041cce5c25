import ElementaryStreams

/// Writes `stsd` with one sample entry (ISO/IEC 14496-12 8.5.2).
struct SampleEntryWriter {
    private let track: TrackDescription

    init(_ track: TrackDescription) { self.track = track }

    func write(_ writer: inout BoxWriter) {
        writer.fullBox(.stsd) { writer in
            writer.u32(1)
            switch track.sampleEntry {
            case .video(let entry): write(entry, &writer)
            case .audio(let entry): write(entry, &writer)
            }
        }
    }

    private func write(_ entry: VideoSampleEntry, _ writer: inout BoxWriter) {
        let format: FourCC
        let box: FourCC
        let record: [UInt8]
        switch entry.configuration {
        case .avc(let configuration): (format, box, record) = (.avc1, .avcC, configuration.bytes)
        case .hevc(let configuration): (format, box, record) = (.hvc1, .hvcC, configuration.bytes)
        case .hevcInBand(let configuration): (format, box, record) = (.hev1, .hvcC, configuration.bytes)
        }
        writer.box(format) { writer in
            writer.zeros(6)
            writer.u16(1)
            writer.zeros(16)
            writer.u16(UInt16(truncatingIfNeeded: entry.width))
            writer.u16(UInt16(truncatingIfNeeded: entry.height))
            // 72 dots per inch.
            writer.u32(0x0048_0000)
            writer.u32(0x0048_0000)
            writer.u32(0)
            writer.u16(1)
            // An empty name of the compressor.
            writer.zeros(32)
            writer.u16(0x0018)
            writer.u16(0xFFFF)
            writer.box(box) { $0.append(record) }
            if let colour = entry.colour {
                writer.box(.colr) { writer in
                    writer.code(.nclx)
                    writer.u16(colour.primaries)
                    writer.u16(colour.transfer)
                    writer.u16(colour.matrix)
                    writer.u8(colour.isFullRange ? 0x80 : 0)
                }
            }
            writer.box(.pasp) { writer in
                writer.u32(UInt32(truncatingIfNeeded: entry.sampleAspectRatio.horizontal))
                writer.u32(UInt32(truncatingIfNeeded: entry.sampleAspectRatio.vertical))
            }
        }
    }

    private func write(_ entry: AudioSampleEntry, _ writer: inout BoxWriter) {
        let isAC3 = if case .ac3 = entry.configuration { true } else { false }
        writer.box(isAC3 ? .ac3 : .mp4a) { writer in
            writer.zeros(6)
            writer.u16(1)
            writer.zeros(8)
            writer.u16(UInt16(truncatingIfNeeded: entry.channels))
            writer.u16(16)
            writer.u32(0)
            writer.u32(entry.sampleRate <= 0xFFFF ? UInt32(truncatingIfNeeded: entry.sampleRate) << 16 : 0)
            switch entry.configuration {
            case .aac(let config): writeDescriptor(objectType: 0x40, config, &writer)
            case .mp3: writeDescriptor(objectType: entry.sampleRate >= 32_000 ? 0x6B : 0x69, [], &writer)
            case .ac3(let box): writer.box(.dac3) { $0.append(box.bytes) }
            }
        }
    }

    /// `esds` with an ES_Descriptor (ISO/IEC 14496-1 7.2.6.5); every length fits in seven bits or two bytes.
    private func writeDescriptor(objectType: UInt8, _ config: [UInt8], _ writer: inout BoxWriter) {
        let specific = config.isEmpty ? [] : Self.descriptor(0x05, config)
        var decoder = BoxWriter()
        decoder.u8(objectType)
        // An audio stream, not upstream; the reserved bit is one.
        decoder.u8(0x15)
        decoder.zeros(3)
        decoder.u32(averageBitRate)
        decoder.u32(averageBitRate)
        decoder.append(specific)
        var stream = BoxWriter()
        stream.u16(0)
        stream.u8(0)
        stream.append(Self.descriptor(0x04, decoder.bytes))
        stream.append(Self.descriptor(0x06, [0x02]))
        writer.fullBox(.esds) { $0.append(Self.descriptor(0x03, stream.bytes)) }
    }

    private static func descriptor(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        let count = content.count
        let length =
            count < 0x80 ? [UInt8(count)] : [UInt8(count >> 7 & 0x7F) | 0x80, UInt8(count & 0x7F)]
        return [tag] + length + content
    }

    /// Bits a second over the whole track, rounded to nearest.
    private var averageBitRate: UInt32 {
        let bits = Int128(track.samples.payloadSize) * 8 * Int128(track.timeScale)
        let duration = Int128(track.samples.duration)
        guard duration > 0 else { return 0 }
        return UInt32(clamping: (bits + duration / 2) / duration)
    }

    /// Whether every value fits its field.
    static func isWritable(_ entry: SampleEntry) -> Bool {
        switch entry {
        case .video(let entry):
            let parts = [entry.sampleAspectRatio.horizontal, entry.sampleAspectRatio.vertical]
            return (1...0xFFFF).contains(entry.width) && (1...0xFFFF).contains(entry.height)
                && parts.allSatisfy { (1...Int(UInt32.max >> 1)).contains($0) }
        case .audio(let entry):
            if case .aac(let config) = entry.configuration, !(2...255).contains(config.count) { return false }
            return (1...255).contains(entry.channels) && (1...1_000_000).contains(entry.sampleRate)
        }
    }
}
