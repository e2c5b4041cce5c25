/// What is needed of an H.264 picture parameter set (ITU-T H.264 7.3.2.2).
struct H264PictureParameterSet: Sendable, Hashable {
    var id: Int
    var sequenceID: Int
    /// `bottom_field_pic_order_in_frame_present_flag`.
    var hasBottomFieldOrder: Bool

    /// Reads the NAL unit in `range`; `nil` where it is cut short or its ids are out of range.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        var reader = BitReader(bytes, range)
        reader.skip(8)
        id = reader.unsignedGolomb()
        sequenceID = reader.unsignedGolomb()
        _ = reader.flag()
        hasBottomFieldOrder = reader.flag()
        guard !reader.overran, id < 256, sequenceID < 32 else { return nil }
    }
}
