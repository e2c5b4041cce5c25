/// An HEVC sequence parameter set (ITU-T H.265 7.3.2.2).
struct HEVCSequenceParameterSet: Sendable, Hashable {
    var id: Int
    var videoSetID: Int
    /// `sps_max_sub_layers_minus1`: the highest temporal id of the stream.
    var highestTemporalID: Int
    var hasSeparateColourPlanes = false
    /// Bits of `slice_pic_order_cnt_lsb`.
    var orderCountBits: Int
    var format: VideoFormat

    private static let sideLimit = 65_536

    /// Reads the NAL unit in `range`; `nil` where a value is impossible or the part before the reference
    /// picture sets is cut short. What is cut short behind it, the VUI among it, counts as absent.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        var reader = BitReader(bytes, range)
        reader.skip(16)
        videoSetID = reader.integer(4)
        highestTemporalID = reader.integer(3)
        guard highestTemporalID <= 6 else { return nil }
        _ = reader.flag()
        let tier = HEVCProfileTierLevel(&reader, highestTemporalID: highestTemporalID)
        id = reader.unsignedGolomb()
        let chromaFormat = reader.unsignedGolomb()
        guard id < 16, chromaFormat <= 3 else { return nil }
        if chromaFormat == 3 { hasSeparateColourPlanes = reader.flag() }
        var width = reader.unsignedGolomb()
        var height = reader.unsignedGolomb()
        guard width <= Self.sideLimit, height <= Self.sideLimit else { return nil }
        if reader.flag() {
            let unitX = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1
            let unitY = chromaFormat == 1 ? 2 : 1
            let crop = (0..<4).map { _ in min(reader.unsignedGolomb(), Self.sideLimit) }
            width -= (crop[0] + crop[1]) * unitX
            height -= (crop[2] + crop[3]) * unitY
        }
        let bitDepth = reader.unsignedGolomb() + 8
        _ = reader.unsignedGolomb()
        orderCountBits = reader.unsignedGolomb() + 4
        guard bitDepth <= 16, orderCountBits <= 16 else { return nil }
        let statesAllSubLayers = reader.flag()
        var reorderDepth = 0
        for _ in (statesAllSubLayers ? 0 : highestTemporalID)...highestTemporalID {
            _ = reader.unsignedGolomb()
            reorderDepth = reader.unsignedGolomb()
            _ = reader.unsignedGolomb()
        }
        guard !reader.overran, width > 0, height > 0, reorderDepth <= 16 else { return nil }
        format = VideoFormat(
            width: width, height: height, profile: tier.profileName, level: tier.level / 3,
            bitDepth: bitDepth, isInterlaced: tier.isInterlaced, reorderDepth: reorderDepth)
        Self.readTail(
            &reader, chromaFormat: chromaFormat, orderCountBits: orderCountBits,
            highestTemporalID: highestTemporalID, into: &format)
    }

    /// Reads what lies between the sub-layer limits and the VUI, and the VUI.
    private static func readTail(
        _ reader: inout BitReader, chromaFormat: Int, orderCountBits: Int, highestTemporalID: Int,
        into format: inout VideoFormat
    ) {
        for _ in 0..<6 { _ = reader.unsignedGolomb() }
        if reader.flag(), reader.flag() { skipScalingLists(&reader) }
        reader.skip(2)
        if reader.flag() {
            reader.skip(8)
            _ = reader.unsignedGolomb()
            _ = reader.unsignedGolomb()
            _ = reader.flag()
        }
        guard HEVCReferencePictureSets.skip(&reader) else { return }
        if reader.flag() {
            let count = reader.unsignedGolomb()
            guard count <= 32 else { return }
            for _ in 0..<count { reader.skip(orderCountBits + 1) }
        }
        reader.skip(2)
        guard reader.flag(), !reader.overran else { return }
        HEVCUsabilityInformation.read(&reader, highestTemporalID: highestTemporalID, into: &format)
    }

    /// Passes over `scaling_list_data` (7.3.4).
    private static func skipScalingLists(_ reader: inout BitReader) {
        for size in 0..<4 {
            for _ in stride(from: 0, to: 6, by: size == 3 ? 3 : 1) {
                guard reader.flag() else {
                    _ = reader.unsignedGolomb()
                    continue
                }
                if size > 1 { _ = reader.signedGolomb() }
                for _ in 0..<min(64, 1 << (4 + size << 1)) { _ = reader.signedGolomb() }
            }
        }
    }
}
