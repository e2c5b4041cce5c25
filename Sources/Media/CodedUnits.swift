internal import ElementaryStreams

/// The NAL units of an Annex B stream that an encoder gave, told apart.
struct CodedUnits {
    /// SPS and PPS; with HEVC the VPS as well.
    private(set) var parameterSets: [[UInt8]] = []
    /// Slices, and messages that belong to the picture.
    private(set) var picture: [[UInt8]] = []
    private(set) var isIDR = false
    private(set) var isReference = false

    init(annexB bytes: [UInt8], codec: Codec) {
        for range in NALUnitScanner.annexB(bytes) {
            let unit = Array(bytes[range])
            switch codec {
            case .hevc: addHEVC(unit)
            default: addH264(unit)
            }
        }
    }

    /// The picture's NAL units behind 4-byte lengths.
    var lengthPrefixed: [UInt8] {
        picture.reduce(into: []) { bytes, unit in
            let count = UInt32(clamping: unit.count)
            bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) }
            bytes += unit
        }
    }

    /// ITU-T H.264 7.3.1 and table 7-1.
    private mutating func addH264(_ unit: [UInt8]) {
        guard let header = unit.first else { return }
        switch header & 31 {
        case 7, 8: parameterSets.append(unit)
        case 1...5:
            picture.append(unit)
            if header & 31 == 5 { isIDR = true }
            if header >> 5 & 3 != 0 { isReference = true }
        case 6 where unit.dropFirst().first != Self.unregisteredUserData: picture.append(unit)
        default: break
        }
    }

    /// ITU-T H.265 7.3.1 and table 7-1.
    private mutating func addHEVC(_ unit: [UInt8]) {
        guard let header = unit.first else { return }
        let type = header >> 1 & 63
        switch type {
        case 32...34: parameterSets.append(unit)
        case 0...31:
            picture.append(unit)
            if type == 19 || type == 20 { isIDR = true }
            // Up to 14, the even ones are sub-layer non-reference pictures.
            if type > 14 || !type.isMultiple(of: 2) { isReference = true }
        case 39 where unit.dropFirst(2).first != Self.unregisteredUserData: picture.append(unit)
        default: break
        }
    }

    /// `user_data_unregistered`, H.264 D.1.1: the encoder's name and options, which say nothing about the picture.
    private static let unregisteredUserData: UInt8 = 5
}
