/// The AudioSpecificConfig of MPEG-4 audio (ISO/IEC 14496-3 1.6.2.1).
public struct AudioSpecificConfig: Sendable, Hashable {
    /// The core's audio object type: 2 is AAC-LC.
    public let objectType: Int
    /// Samples a second of the core.
    public let sampleRate: Int
    /// `channelConfiguration`: 0 where a program config element says it.
    public let channelConfiguration: Int
    /// Samples a second after spectral band replication, where it is signalled explicitly.
    public let extensionSampleRate: Int?
    /// Parametric stereo is signalled explicitly.
    public let hasParametricStereo: Bool
    /// Samples of the core in a coded frame: 1024, or 960.
    public let coreFrameLength: Int

    private static let sampleRates = [
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
    ]

    /// The sample rate of a `samplingFrequencyIndex`; `nil` for the reserved ones and the escape.
    static func sampleRate(index: Int) -> Int? {
        sampleRates.indices.contains(index) ? sampleRates[index] : nil
    }

    /// A configuration without extension.
    init(objectType: Int, sampleRate: Int, channelConfiguration: Int) {
        self.objectType = objectType
        self.sampleRate = sampleRate
        self.channelConfiguration = channelConfiguration
        extensionSampleRate = nil
        hasParametricStereo = false
        coreFrameLength = 1024
    }

    /// Reads the bytes of a DecoderSpecificInfo; `nil` where they are cut short or the rate is reserved.
    ///
    /// SBR and PS are seen in both explicit forms: as the outer object type (5, 29), and behind the sync
    /// extension 0x2B7 (backward compatible).
    public init?(_ bytes: [UInt8]) {
        var reader = BitReader(bytes, 0..<bytes.count, removesEmulationPrevention: false)
        var type = Self.objectType(&reader)
        guard let rate = Self.rate(&reader) else { return nil }
        channelConfiguration = reader.integer(4)
        var extended: Int?
        var hasStereo = false
        if type == 5 || type == 29 {
            hasStereo = type == 29
            guard let outer = Self.rate(&reader) else { return nil }
            extended = outer
            type = Self.objectType(&reader)
        }
        guard !reader.overran else { return nil }
        let isShort = reader.flag()
        if extended == nil, [1, 2, 3, 4, 6, 7].contains(type), channelConfiguration != 0 {
            if reader.flag() { reader.skip(14) }
            _ = reader.flag()
            if type == 6 { reader.skip(3) }
            if reader.bits(11) == 0x2B7, Self.objectType(&reader) == 5, reader.flag() {
                extended = Self.rate(&reader)
                if reader.bits(11) == 0x548 { hasStereo = reader.flag() }
            }
        }
        objectType = type
        sampleRate = rate
        extensionSampleRate = extended
        hasParametricStereo = hasStereo
        coreFrameLength = isShort && (1...7).contains(type) ? 960 : 1024
    }

    private static func objectType(_ reader: inout BitReader) -> Int {
        let type = reader.integer(5)
        return type == 31 ? 32 + reader.integer(6) : type
    }

    private static func rate(_ reader: inout BitReader) -> Int? {
        let index = reader.integer(4)
        if index == 15 {
            let rate = reader.integer(24)
            return rate > 0 ? rate : nil
        }
        return sampleRate(index: index)
    }

    /// Number of channels that come out of a decoder; 0 where only the coded frames say it.
    public var channels: Int {
        switch channelConfiguration {
        case 1: hasParametricStereo ? 2 : 1
        case 2...6: channelConfiguration
        case 7, 12, 14: 8
        case 11: 7
        default: 0
        }
    }

    /// The profile's usual name.
    public var profileName: String {
        if hasParametricStereo { return "HE-AACv2" }
        if extensionSampleRate != nil { return "HE-AAC" }
        switch objectType {
        case 1: return "Main"
        case 2: return "LC"
        case 3: return "SSR"
        case 4: return "LTP"
        case 23: return "LD"
        case 39: return "ELD"
        case 42: return "xHE-AAC"
        default: return "object type \(objectType)"
        }
    }

    /// The sound as a decoder puts it out.
    public var format: AudioFormat {
        let rate = extensionSampleRate ?? sampleRate
        // Downsampled SBR keeps the core's rate.
        let factor = rate == sampleRate * 2 ? 2 : 1
        return AudioFormat(
            sampleRate: rate, channels: channels, samplesPerFrame: coreFrameLength * factor,
            profile: profileName)
    }
}
