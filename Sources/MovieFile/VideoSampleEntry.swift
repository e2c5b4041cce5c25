public import ElementaryStreams

/// The sample entry of a written video track (ISO/IEC 14496-12 12.1.3).
public struct VideoSampleEntry: Sendable, Hashable {
    /// The codec with its decoder configuration.
    public enum Configuration: Sendable, Hashable {
        /// H.264 as `avc1`: parameter sets only in the record (ISO/IEC 14496-15 5.4.2).
        case avc(AVCConfigurationRecord)
        /// HEVC as `hvc1`: parameter sets only in the record (ISO/IEC 14496-15 8.4.1).
        case hevc(HEVCConfigurationRecord)
        /// HEVC as `hev1`: samples bring parameter sets of their own where others than the record's apply.
        case hevcInBand(HEVCConfigurationRecord)
    }

    /// The codec with its decoder configuration.
    public var configuration: Configuration
    /// Width of the shown picture in samples, 1...65535, before it is turned.
    public var width: Int
    /// Height of the shown picture in samples, 1...65535, before it is turned.
    public var height: Int
    /// The shape of a sample; written as `pasp` even where it is square.
    public var sampleAspectRatio: AspectRatio
    /// Written as `colr` of type `nclx`; `nil` writes none.
    public var colour: ColourDescription?

    /// Describes pictures.
    public init(
        _ configuration: Configuration, width: Int, height: Int, sampleAspectRatio: AspectRatio = .square,
        colour: ColourDescription? = nil
    ) {
        self.configuration = configuration
        self.width = width
        self.height = height
        self.sampleAspectRatio = sampleAspectRatio
        self.colour = colour
    }
}
