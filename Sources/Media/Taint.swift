/// Which units may rest on something that the decoder refused or decoded with errors.
///
/// A fault reaches, in decoding order, to the next keyframe; behind that, only pictures presented before the
/// keyframe (the leading pictures of an open GOP) are still in doubt.
struct Taint {
    private enum Reach {
        case nothing
        case leadingPictures(of: Int64)
        case everything

        var rank: Int {
            switch self {
            case .nothing: 0
            case .leadingPictures: 1
            case .everything: 2
            }
        }
    }

    /// How many units back a fault can still be told: more than any decoder holds pictures back.
    private static let memory = 64

    private var reach = Reach.nothing
    private var doubtful: Set<Int64> = []
    private var recent: [(pts: Int64, isKeyframe: Bool)] = []

    /// A unit goes into the decoder.
    mutating func enter(_ unit: EncodedUnit) {
        if recent.count == Self.memory { recent.removeFirst(Self.memory / 2) }
        recent.append((unit.pts, unit.isKeyframe))
        reach = pass(unit.pts, unit.isKeyframe, under: reach)
    }

    /// The unit with this pts (`nil`: the one that went in last) was not decoded cleanly.
    mutating func fault(at pts: Int64?) {
        let place = recent.lastIndex { $0.pts == pts } ?? recent.indices.last
        guard let place else { return }
        doubtful.insert(recent[place].pts)
        var after = Reach.everything
        for unit in recent[(place + 1)...] { after = pass(unit.pts, unit.isKeyframe, under: after) }
        // An earlier fault may reach further than this one.
        if after.rank > reach.rank { reach = after }
    }

    /// Whether the picture with this pts is in doubt.
    func covers(_ pts: Int64) -> Bool { doubtful.contains(pts) }

    /// Judges one unit under `reach`; what reaches to the unit behind it.
    private mutating func pass(_ pts: Int64, _ isKeyframe: Bool, under reach: Reach) -> Reach {
        switch reach {
        case .nothing: return .nothing
        case .everything where isKeyframe: return .leadingPictures(of: pts)
        case .everything:
            doubtful.insert(pts)
            return .everything
        case .leadingPictures(let keyframe):
            // Leading pictures come right behind their keyframe.
            guard pts < keyframe else { return .nothing }
            doubtful.insert(pts)
            return reach
        }
    }
}
