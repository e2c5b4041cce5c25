/// The header of an ADTS frame (ISO/IEC 14496-3 1.A.2.2).
///
/// SBR and PS inside the frames are not visible here: HE-AAC reads as the LC core that it is coded on, at the
/// core's sample rate. The time that a frame lasts is the same either way.
enum ADTSHeader {
    static func read(_ bytes: [UInt8], at offset: Int) -> AudioSyntax.Reading {
        let count = bytes.count - offset
        guard bytes[offset] == 0xFF else { return .noFrame }
        guard count >= 2 else { return .needsMore }
        // 12 sync bits, any MPEG version, layer 0.
        guard bytes[offset + 1] & 0xF6 == 0xF0 else { return .noFrame }
        guard count >= 7 else { return .needsMore }
        let hasChecksum = bytes[offset + 1] & 1 == 0
        let objectType = Int(bytes[offset + 2] >> 6) + 1
        let rateIndex = Int(bytes[offset + 2] >> 2 & 15)
        let channels = Int(bytes[offset + 2] & 1) << 2 | Int(bytes[offset + 3] >> 6)
        let length =
            Int(bytes[offset + 3] & 3) << 11 | Int(bytes[offset + 4]) << 3 | Int(bytes[offset + 5] >> 5)
        let blocks = Int(bytes[offset + 6] & 3) + 1
        guard let rate = AudioSpecificConfig.sampleRate(index: rateIndex),
            length > (hasChecksum ? 9 : 7)
        else { return .noFrame }
        let config = AudioSpecificConfig(
            objectType: objectType, sampleRate: rate, channelConfiguration: channels)
        return .frame(
            AudioFrame(
                byteCount: length, sampleCount: 1024 * blocks,
                format: AudioFormat(
                    sampleRate: rate, channels: config.channels, samplesPerFrame: 1024 * blocks,
                    profile: config.profileName),
                extradata: [
                    UInt8(objectType << 3 | rateIndex >> 1), UInt8(rateIndex & 1) << 7 | UInt8(channels << 3),
                ]))
    }
}
