/// One sample of a track that is being built, payload apart.
public struct TrackSample: Sendable, Hashable {
    /// Bytes of payload.
    public var size: UInt32
    /// Ticks of the track's time scale from its DTS to the next sample's.
    public var duration: UInt32
    /// PTS minus DTS in the track's time scale; may be negative (`ctts` version 1).
    public var compositionOffset: Int32
    /// Decoding can begin here (`stss`): an IDR, or any audio frame.
    public var isSync: Bool

    /// Describes a sample.
    public init(size: UInt32, duration: UInt32, compositionOffset: Int32 = 0, isSync: Bool = true) {
        self.size = size
        self.duration = duration
        self.compositionOffset = compositionOffset
        self.isSync = isSync
    }
}
