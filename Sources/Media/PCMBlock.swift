/// The sound of one access unit.
public struct PCMBlock: Sendable, Hashable {
    /// One array of samples a channel, all of the same length, in FFmpeg's native channel order (left, right,
    /// centre, low frequency, …); 1 is full scale, and more than that is not cut off.
    public let channels: [[Float]]
    /// Samples a second, after spectral band replication.
    public let sampleRate: Int
    /// The decoder reports errors, or refused the unit, or gave nothing for it; the last two are silence.
    public let isDamaged: Bool
    /// Why the decoder refused the unit.
    public let refusal: FFmpegFailure?

    /// Samples a channel.
    public var sampleCount: Int { channels.first?.count ?? 0 }
}
