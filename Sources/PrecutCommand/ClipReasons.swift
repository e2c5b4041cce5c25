import Precut

extension EncodeReason {
    /// The reason for people, as it stands behind a colon.
    var words: String {
        switch self {
        case .requested: "asked for by --mode encode"
        case .inPoint: "the in point lies inside a group of pictures"
        case .outPoint: "the out point lies inside a group of pictures"
        case .openGOP: "the group of pictures is open, so nothing can be copied before the next IDR"
        case .noIDR: "no IDR lies inside, where copying could begin"
        case .parameterSetsChange:
            "the parameter sets change, and one sample description cannot hold them all"
        case .interlaced: "the pictures are interlaced"
        case .noFreeParameterSetID: "no parameter-set identifier is free beside the source's"
        case .pictureOrder: "pictures of one group are shown among those of another"
        case .unevenSound: "the sound's timestamps do not follow on from each other"
        case .soundChanges: "the sound's codec or configuration changes"
        case .soundGap: "there is no sound for a part of it"
        case .soundNotCarried: "mp4 cannot carry this codec"
        }
    }
}
