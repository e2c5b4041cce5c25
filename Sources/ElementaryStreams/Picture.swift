/// What kind of place an access unit is for somebody who wants to begin decoding there.
public enum PictureClass: UInt8, Sendable, Hashable {
    /// Needs earlier pictures.
    case predicted = 0
    /// H.264 or HEVC IDR (HEVC BLA counts too): nothing before it is ever needed again.
    case idr = 1
    /// HEVC CRA: decoding can begin here, but its RASL leading pictures need the pictures before.
    case cra = 2
    /// H.264 picture with a recovery point SEI (`recovery_frame_cnt` in ``PictureFacts/recoveryFrameCount``),
    /// or HEVC likewise; leading pictures need the pictures before.
    case recoveryPoint = 3

    /// Whether decoding can begin here.
    public var isRandomAccessPoint: Bool { self != .predicted }
}

/// What the NAL units of one access unit say about its picture.
public struct PictureFacts: Sendable, Hashable {
    /// Whether decoding can begin here, and how cleanly.
    public var pictureClass: PictureClass
    /// Whether other pictures may refer to it. `false` only where it can be left out with no effect on any
    /// other picture (H.264 `nal_ref_idc == 0`; HEVC sub-layer non-reference picture of the highest sub-layer).
    public var isReference: Bool
    /// For ``PictureClass/recoveryPoint``: how many reference pictures later output is exact (0: at once).
    public var recoveryFrameCount: Int {
        get { Int(recovery) }
        set { recovery = Int32(clamping: newValue) }
    }
    private var recovery: Int32
    /// HEVC RASL: cannot be decoded when decoding begins at the CRA or BLA before it.
    public var isSkippedLeading: Bool
    /// The picture is one H.264 field whose partner is not part of this access unit (PAFF).
    public var isField: Bool

    /// Plain predicted reference picture unless said otherwise.
    public init(
        pictureClass: PictureClass = .predicted, isReference: Bool = true, recoveryFrameCount: Int = 0,
        isSkippedLeading: Bool = false, isField: Bool = false
    ) {
        self.pictureClass = pictureClass
        self.isReference = isReference
        recovery = Int32(clamping: recoveryFrameCount)
        self.isSkippedLeading = isSkippedLeading
        self.isField = isField
    }
}
