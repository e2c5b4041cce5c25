/// One sample of a track, with the edit list ignored.
public struct MovieSample: Sendable, Hashable {
    /// Position in decoding order, from 0.
    public let index: Int
    /// Offset of its first byte in the file.
    public let offset: UInt64
    /// Bytes.
    public let size: UInt32
    /// Decoding time in ticks of the track's time scale; the first sample's is 0.
    public let dts: Int64
    /// Composition time in the same ticks.
    public let pts: Int64
    /// Ticks to the next sample's DTS.
    public let duration: UInt32
    /// Decoding can begin here.
    public let isSync: Bool
    /// Position in ``MovieTrack/sampleEntries``; it may lie beyond them in a file that is wrong.
    public let sampleEntry: Int
}
