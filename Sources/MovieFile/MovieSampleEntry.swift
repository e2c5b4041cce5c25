public import ElementaryStreams

/// What one sample entry says of the samples that use it.
public struct MovieSampleEntry: Sendable, Hashable {
    /// The entry's own code, `avc1`; of an encrypted one the code behind the encryption.
    public let format: FourCC
    /// The codec.
    public let codec: Codec
    /// The decoder's configuration: the content of `avcC`, `hvcC` or `dac3`, an AudioSpecificConfig; else empty.
    public let configuration: [UInt8]
    /// Width in samples; 0 for anything but pictures.
    public let width: Int
    /// Height in samples; 0 for anything but pictures.
    public let height: Int
    /// `pasp`; `nil` without one.
    public let sampleAspectRatio: AspectRatio?
    /// `colr`; `nil` without one that has code points.
    public let colour: ColourDescription?
    /// Channels by the decoder's configuration where it says them, else as stated; 0 for anything but sound.
    public let channels: Int
    /// Samples a second by the decoder's configuration (after spectral band replication, where that is
    /// signalled) where it says them, else as stated; 0 for anything but sound.
    public let sampleRate: Int
    /// Its samples are encrypted.
    public let isEncrypted: Bool
}
