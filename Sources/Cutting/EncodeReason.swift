/// Why something is encoded anew instead of copied: stable words, part of the JSON contract.
public enum EncodeReason: String, Sendable, Hashable, CaseIterable {
    /// ``ClipMode/encode`` was asked for.
    case requested
    /// The in point lies inside a group of pictures: its first part is not shown, so the rest cannot refer to it.
    case inPoint = "in-point-inside-gop"
    /// The out point lies among pictures that refer to ones behind it.
    case outPoint = "out-point-inside-gop"
    /// Decoding can begin here, but not cleanly: no IDR, so copied pictures would refer across the seam.
    case openGOP = "open-gop"
    /// The stretch holds no IDR at all.
    case noIDR = "no-idr"
    /// The range needs more than one set of parameter sets, which one sample description cannot hold together.
    case parameterSetsChange = "parameter-sets-change"
    /// Frames are coded as fields.
    case interlaced
    /// No free parameter-set identifiers are left beside the source's.
    case noFreeParameterSetID = "no-free-parameter-set-id"
    /// Pictures of one group are presented among those of another.
    case pictureOrder = "picture-order"
    /// Sound: its timestamps do not follow on from each other as its sample counts say.
    case unevenSound = "sound-not-continuous"
    /// Sound: the codec or its configuration changes inside the range.
    case soundChanges = "sound-changes"
    /// Sound: nothing is there for a part of the range that lies between sound.
    case soundGap = "sound-gap"
    /// Sound: mp4 cannot carry it as it is.
    case soundNotCarried = "sound-codec-not-carried"
}
