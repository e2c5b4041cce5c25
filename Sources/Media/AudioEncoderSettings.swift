public import ElementaryStreams

/// What an ``AudioEncoder`` is told.
public struct AudioEncoderSettings: Sendable, Hashable {
    /// `.aac` (AAC-LC), `.mp3` (libmp3lame) or `.ac3`.
    public var codec: Codec
    /// Samples a second; one that the codec knows.
    public var sampleRate: Int
    /// Number of channels, in FFmpeg's usual layout for that number: 1, 2, 6 (5.1), ….
    public var channels: Int
    /// Bits a second of all channels together.
    public var bitRate: Int

    /// Settings for one stretch of sound.
    public init(codec: Codec = .aac, sampleRate: Int, channels: Int, bitRate: Int = 192_000) {
        self.codec = codec
        self.sampleRate = sampleRate
        self.channels = channels
        self.bitRate = bitRate
    }
}
