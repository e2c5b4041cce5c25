/// What the header of one coded audio frame says.
public struct AudioFrame: Sendable, Hashable {
    /// Bytes from the first of the header to the first of the next frame's.
    public var byteCount: Int
    /// Samples per channel that it decodes to, at ``AudioFormat/sampleRate``.
    public var sampleCount: Int
    /// The sound.
    public var format: AudioFormat
    /// Bytes for the decoder: the AudioSpecificConfig for AAC, else empty.
    public var extradata: [UInt8]

    /// Describes a frame.
    public init(byteCount: Int, sampleCount: Int, format: AudioFormat, extradata: [UInt8] = []) {
        self.byteCount = byteCount
        self.sampleCount = sampleCount
        self.format = format
        self.extradata = extradata
    }
}
