/// Which units may rest on something that the decoder refused or decoded with errors.
///
/// Reaches from the error, in decoding order, to the next keyframe; behind that, only pictures presented before
/// the keyframe (the leading pictures of an open GOP) are still in doubt.
struct Taint {
    private enum Reach {
        case nothing
        case everything
        case leadingPictures(of: Int64)
    }

    private var reach = Reach.nothing
    private var doubtful: Set<Int64> = []
    private var newest: Int64?

    /// A unit goes into the decoder.
    mutating func enter(_ unit: EncodedUnit) {
        newest = unit.pts
        switch reach {
        case .nothing: break
        case .everything where unit.isKeyframe: reach = .leadingPictures(of: unit.pts)
        case .everything: doubtful.insert(unit.pts)
        case .leadingPictures(let keyframe):
            if unit.pts < keyframe {
                doubtful.insert(unit.pts)
            } else if unit.pts > keyframe {
                // Leading pictures come right behind their keyframe.
                reach = .nothing
            }
        }
    }

    /// The unit that went in last, or one before it, was not decoded cleanly.
    mutating func begin() {
        reach = .everything
        if let newest { doubtful.insert(newest) }
    }

    /// Whether the picture with this pts is in doubt.
    func covers(_ pts: Int64) -> Bool { doubtful.contains(pts) }
}
