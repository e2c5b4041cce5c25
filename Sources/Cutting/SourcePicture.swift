public import ElementaryStreams

/// One coded picture of the snapshot near a clip, in 48 bytes: a clip of four hours has half a million.
public struct SourcePicture: Sendable, Hashable {
    /// The presentation timestamp in ticks of its segment's clock.
    public var pts: Int64
    /// Where its bytes wait in the scratch file.
    public var offset: UInt64
    /// Bytes as an mp4 sample.
    public var size: UInt32
    /// Bytes of its access unit in the segment.
    public var codedSize: UInt32
    /// The media segment that holds it.
    public var segment: Int32
    /// Its place in the segment in decoding order.
    public var unit: Int32
    /// Which piece of continuous timestamps without missing segments it belongs to; decoding never goes on from
    /// one to the next.
    public var piece: Int32
    /// Which parameter sets it needs, by position in the snapshot's list; -1 where they are unknown.
    public var configuration: Int16
    private var recovery: Int16
    private var bits: UInt8

    /// Describes a picture.
    public init(
        pts: Int64, offset: UInt64 = 0, size: UInt32, codedSize: UInt32, segment: Int, unit: Int, piece: Int,
        configuration: Int, facts: PictureFacts
    ) {
        self.pts = pts
        self.offset = offset
        self.size = size
        self.codedSize = codedSize
        self.segment = Int32(clamping: segment)
        self.unit = Int32(clamping: unit)
        self.piece = Int32(clamping: piece)
        self.configuration = Int16(clamping: configuration)
        recovery = Int16(clamping: facts.recoveryFrameCount)
        bits =
            facts.pictureClass.rawValue | (facts.isReference ? 16 : 0) | (facts.isSkippedLeading ? 32 : 0)
            | (facts.isField ? 64 : 0)
    }

    /// What kind of place it is for somebody who wants to begin decoding there.
    public var pictureClass: PictureClass { PictureClass(rawValue: bits & 15) ?? .predicted }
    /// Other pictures may refer to it.
    public var isReference: Bool { bits & 16 != 0 }
    /// HEVC RASL.
    public var isSkippedLeading: Bool { bits & 32 != 0 }
    /// A lone field.
    public var isField: Bool { bits & 64 != 0 }
    /// How many reference pictures must pass after it until output is exact.
    public var recoveryFrameCount: Int { Int(recovery) }
}
