/// The beginning of an AC-3 or E-AC-3 frame (ETSI TS 102 366 4.4.1 and E.1.3.1).
enum DolbyHeader {
    /// What ``AudioFormat/profile`` says for E-AC-3.
    static let enhancedProfile = "E-AC-3"

    private static let sampleRates = [48_000, 44_100, 32_000]
    private static let kilobits = [
        32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640,
    ]
    private static let channels = [2, 1, 2, 3, 3, 4, 4, 5]

    static func read(_ bytes: [UInt8], at offset: Int) -> AudioSyntax.Reading {
        let count = bytes.count - offset
        guard bytes[offset] == 0x0B else { return .noFrame }
        guard count >= 2 else { return .needsMore }
        guard bytes[offset + 1] == 0x77 else { return .noFrame }
        guard count >= 8 else { return .needsMore }
        let version = Int(bytes[offset + 5] >> 3)
        if version <= 10 { return legacy(bytes, offset, version) }
        return version <= 16 ? enhanced(bytes, offset) : .noFrame
    }

    private static func legacy(_ bytes: [UInt8], _ offset: Int, _ version: Int) -> AudioSyntax.Reading {
        let rateCode = Int(bytes[offset + 4] >> 6)
        let sizeCode = Int(bytes[offset + 4] & 63)
        guard rateCode < 3, sizeCode < 38 else { return .noFrame }
        let rate = kilobits[sizeCode / 2]
        let words =
            switch rateCode {
            case 0: rate * 2
            case 1: rate * 1000 * 96 / 44_100 + sizeCode % 2
            default: rate * 3
            }
        var reader = BitReader(bytes, offset + 6..<bytes.count, removesEmulationPrevention: false)
        let mode = reader.integer(3)
        if mode & 1 != 0, mode != 1 { reader.skip(2) }
        if mode & 4 != 0 { reader.skip(2) }
        if mode == 2 { reader.skip(2) }
        let lowFrequency = reader.integer(1)
        return .frame(
            AudioFrame(
                byteCount: words * 2, sampleCount: 1536,
                format: AudioFormat(
                    sampleRate: sampleRates[rateCode] >> max(version - 8, 0),
                    channels: channels[mode] + lowFrequency, samplesPerFrame: 1536)))
    }

    private static func enhanced(_ bytes: [UInt8], _ offset: Int) -> AudioSyntax.Reading {
        let isDependent = bytes[offset + 2] >> 6 == 1
        let length = (Int(bytes[offset + 2] & 7) << 8 | Int(bytes[offset + 3])) * 2 + 2
        let fourth = bytes[offset + 4]
        let rateCode = Int(fourth >> 6)
        // numblkscod; with the fourth rate code it is fscod2, a halved rate, and the blocks are six.
        let code = Int(fourth >> 4 & 3)
        guard length > 8, bytes[offset + 2] >> 6 != 3, rateCode < 3 || code < 3 else { return .noFrame }
        let rate = rateCode < 3 ? sampleRates[rateCode] : sampleRates[code] / 2
        let blocks = rateCode < 3 ? [1, 2, 3, 6][code] : 6
        // A dependent substream adds channels to the frame before it, not time.
        return .frame(
            AudioFrame(
                byteCount: length, sampleCount: isDependent ? 0 : blocks * 256,
                format: AudioFormat(
                    sampleRate: rate, channels: channels[Int(fourth >> 1 & 7)] + Int(fourth & 1),
                    samplesPerFrame: blocks * 256, profile: enhancedProfile)))
    }
}
