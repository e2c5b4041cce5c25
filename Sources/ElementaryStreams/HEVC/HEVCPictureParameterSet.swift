/// What is needed of an HEVC picture parameter set (ITU-T H.265 7.3.2.3).
struct HEVCPictureParameterSet: Sendable, Hashable {
    var id: Int
    var sequenceID: Int
    /// `output_flag_present_flag`.
    var hasOutputFlag: Bool
    /// `num_extra_slice_header_bits`.
    var extraHeaderBits: Int

    /// Reads the NAL unit in `range`; `nil` where it is cut short or its ids are out of range.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        var reader = BitReader(bytes, range)
        reader.skip(16)
        id = reader.unsignedGolomb()
        sequenceID = reader.unsignedGolomb()
        _ = reader.flag()
        hasOutputFlag = reader.flag()
        extraHeaderBits = reader.integer(3)
        guard !reader.overran, id < 64, sequenceID < 16 else { return nil }
    }
}
