/// The NAL unit types of HEVC (ITU-T H.265 table 7-1) that are told apart.
enum HEVCUnitType {
    static let slices: ClosedRange<UInt8> = 0...31
    static let randomAccess: ClosedRange<UInt8> = 16...23
    static let brokenLink: ClosedRange<UInt8> = 16...18
    static let idr: ClosedRange<UInt8> = 19...20
    static let cleanRandomAccess: UInt8 = 21
    static let skippedLeading: ClosedRange<UInt8> = 8...9
    /// Even types up to 14 are not used for reference in their own sub-layer.
    static let lastSubLayerNonReference: UInt8 = 14
    static let videoSet: UInt8 = 32
    static let sequenceSet: UInt8 = 33
    static let pictureSet: UInt8 = 34
    static let delimiter: UInt8 = 35
    static let prefixSupplemental: UInt8 = 39
    static let reserved: ClosedRange<UInt8> = 41...44
    static let unspecified: ClosedRange<UInt8> = 48...55

    /// The type in the first byte of a NAL unit header.
    static func of(_ firstByte: UInt8) -> UInt8 { firstByte >> 1 & 63 }
}
