/// The sample entry of a written audio track (ISO/IEC 14496-12 12.2.3).
public struct AudioSampleEntry: Sendable, Hashable {
    /// The codec with its decoder configuration.
    public enum Configuration: Sendable, Hashable {
        /// AAC as `mp4a`: the bytes of its AudioSpecificConfig (ISO/IEC 14496-3 1.6.2.1), at most 255.
        case aac(specificConfig: [UInt8])
        /// MPEG audio as `mp4a`, object type 0x6B from 32 kHz on and 0x69 below (ISO/IEC 14496-1 7.2.6.6).
        case mp3
        /// AC-3 as `ac-3`.
        case ac3(AC3SpecificBox)
    }

    /// The codec with its decoder configuration.
    public var configuration: Configuration
    /// Number of channels, 1...255.
    public var channels: Int
    /// Samples a second; rates from 65536 on do not fit and are written as 0, the configuration has them.
    public var sampleRate: Int

    /// Describes sound.
    public init(_ configuration: Configuration, channels: Int, sampleRate: Int) {
        self.configuration = configuration
        self.channels = channels
        self.sampleRate = sampleRate
    }
}
