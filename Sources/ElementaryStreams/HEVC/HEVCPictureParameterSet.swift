/// What is needed of an HEVC picture parameter set (ITU-T H.265 7.3.2.3): which SPS it belongs to.
struct HEVCPictureParameterSet: Sendable, Hashable {
    var id: Int
    var sequenceID: Int

    /// Reads the NAL unit in `range`; `nil` where it is cut short or its ids are out of range.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        var reader = BitReader(bytes, range)
        reader.skip(16)
        id = reader.unsignedGolomb()
        sequenceID = reader.unsignedGolomb()
        guard !reader.overran, id < 64, sequenceID < 16 else { return nil }
    }
}
