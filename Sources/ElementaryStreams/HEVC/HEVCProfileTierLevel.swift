/// `profile_tier_level` of HEVC (ITU-T H.265 7.3.3), its general part.
struct HEVCProfileTierLevel {
    private let profile: Int
    /// `general_level_idc`: thirty times the level.
    let level: Int
    /// The source is stated to be interlaced and not progressive.
    let isInterlaced: Bool

    /// Reads the structure and passes over what it says of the sub-layers.
    init(_ reader: inout BitReader, highestTemporalID: Int) {
        reader.skip(3)
        let stated = reader.integer(5)
        let compatibility = reader.bits(32)
        // A profile of 0 is told by the flags alone; the lowest one that is set names it.
        profile = stated != 0 ? stated : (1..<32).first { compatibility >> (31 - $0) & 1 == 1 } ?? 0
        let isProgressive = reader.flag()
        isInterlaced = reader.flag() && !isProgressive
        reader.skip(46)
        level = reader.integer(8)
        var subLayers: [(hasProfile: Bool, hasLevel: Bool)] = []
        for _ in 0..<highestTemporalID { subLayers.append((reader.flag(), reader.flag())) }
        if highestTemporalID > 0 { reader.skip(2 * (8 - highestTemporalID)) }
        for layer in subLayers {
            if layer.hasProfile { reader.skip(88) }
            if layer.hasLevel { reader.skip(8) }
        }
    }

    /// The profile's name in Annex A.
    var profileName: String {
        switch profile {
        case 1: "Main"
        case 2: "Main 10"
        case 3: "Main Still Picture"
        case 4: "Rext"
        default: "profile \(profile)"
        }
    }
}
