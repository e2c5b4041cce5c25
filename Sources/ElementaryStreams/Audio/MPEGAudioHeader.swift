/// The header of an MPEG audio frame (ISO/IEC 11172-3 2.4.1.3, 13818-3, and the MPEG-2.5 extension).
///
/// Free format, whose frame length is not stated, is no frame here.
enum MPEGAudioHeader {
    /// Kilobits a second by layer (0: III, 1: II, 2: I) and index, MPEG-1.
    private static let rates1: [[Int]] = [
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    ]
    /// The same for MPEG-2 and 2.5; II and III share a row.
    private static let rates2: [[Int]] = [
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    ]
    private static let sampleRates = [44_100, 48_000, 32_000]

    static func read(_ bytes: [UInt8], at offset: Int) -> AudioSyntax.Reading {
        let count = bytes.count - offset
        guard bytes[offset] == 0xFF else { return .noFrame }
        guard count >= 2 else { return .needsMore }
        let second = bytes[offset + 1]
        let layer = Int(second >> 1 & 3) - 1
        let version = Int(second >> 3 & 3)
        guard second & 0xE0 == 0xE0, layer >= 0, version != 1 else { return .noFrame }
        guard count >= 4 else { return .needsMore }
        let third = bytes[offset + 2]
        let rateIndex = Int(third >> 4)
        let sampleIndex = Int(third >> 2 & 3)
        guard rateIndex != 0, rateIndex != 15, sampleIndex != 3 else { return .noFrame }
        let isFirstVersion = version == 3
        let kilobits = (isFirstVersion ? rates1 : rates2)[layer][rateIndex]
        let sampleRate = sampleRates[sampleIndex] >> (isFirstVersion ? 0 : version == 2 ? 1 : 2)
        let padding = Int(third >> 1 & 1)
        let length: Int
        let samples: Int
        switch layer {
        case 2:
            samples = 384
            length = (12 * kilobits * 1000 / sampleRate + padding) * 4
        case 1:
            samples = 1152
            length = 144 * kilobits * 1000 / sampleRate + padding
        default:
            samples = isFirstVersion ? 1152 : 576
            length = samples / 8 * kilobits * 1000 / sampleRate + padding
        }
        guard length > 4 else { return .noFrame }
        let channels = bytes[offset + 3] >> 6 == 3 ? 1 : 2
        return .frame(
            AudioFrame(
                byteCount: length, sampleCount: samples,
                format: AudioFormat(
                    sampleRate: sampleRate, channels: channels, samplesPerFrame: samples,
                    profile: ["Layer III", "Layer II", "Layer I"][layer])))
    }
}
