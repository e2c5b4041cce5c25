/// One frame of sound as an encoder wrote it.
public struct EncodedSound: Sendable, Hashable {
    /// The coded bytes: raw AAC without ADTS header, an MPEG audio frame, an AC-3 frame.
    public let payload: [UInt8]
    /// The first of its decoded samples, counted from the first sample that was sent: the first frame's is
    /// ``AudioEncoder/initialPadding`` below zero.
    public let position: Int
    /// Samples a channel that a decoder gives for it.
    public let sampleCount: Int
}
