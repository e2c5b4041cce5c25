import ElementaryStreams

extension FragmentedMP4.SampleEntryReader {
    /// `mp4a`: the codec is in the elementary stream descriptor (ISO/IEC 14496-14, 5.6.1).
    mutating func readMPEG4Audio(_ children: [FragmentedMP4.Box]) {
        guard let box = children.first(where: { $0.type == .esds }) else {
            defects.append(.malformed(what: "esds", position: box.start))
            entry.codec = .other("mp4a")
            return
        }
        var fields = FragmentedMP4.Fields(bytes, of: box)
        fields.skip(4)
        guard let descriptor = FragmentedMP4.ElementaryStreamDescriptor(fields) else {
            defects.append(.malformed(what: "esds", position: box.start))
            entry.codec = .other("mp4a")
            return
        }
        switch descriptor.objectType {
        case 0x40, 0x66, 0x67, 0x68:
            entry.codec = .aac
            entry.extradata = descriptor.specificInfo
            guard let config = AudioSpecificConfig(descriptor.specificInfo) else {
                defects.append(.malformed(what: "AudioSpecificConfig", position: box.start))
                return
            }
            var format = config.format
            if format.channels == 0 { format.channels = statedFormat(samplesPerFrame: 0).channels }
            entry.audio = format
        case 0x69, 0x6B: readFrames(.mpegAudio, codec: .mp3)
        case 0xA5: readFrames(.dolby, codec: .ac3)
        case 0xA6: readFrames(.dolby, codec: .other("eac3"))
        case let other: entry.codec = .other("mp4a." + String(other, radix: 16))
        }
    }

    /// A codec whose frames say all there is to know; until one is seen, the sample entry's own fields hold.
    mutating func readFrames(_ syntax: AudioSyntax, codec: Codec) {
        entry.codec = codec
        entry.audioSyntax = syntax
        var format = statedFormat(samplesPerFrame: 1536)
        if syntax == .mpegAudio { format.samplesPerFrame = format.sampleRate < 32_000 ? 576 : 1152 }
        entry.audio = format
    }

    /// What the fields of the sample entry itself say (ISO/IEC 14496-12, 12.2.3).
    private func statedFormat(samplesPerFrame: Int) -> AudioFormat {
        var fields = FragmentedMP4.Fields(bytes, of: box)
        fields.skip(16)
        let channels = fields.u16()
        fields.skip(6)
        let rate = fields.u32() >> 16
        return AudioFormat(
            sampleRate: Int(rate), channels: Int(channels), samplesPerFrame: samplesPerFrame)
    }
}
