/// An H.264 sequence parameter set (ITU-T H.264 7.3.2.1.1).
struct H264SequenceParameterSet: Sendable, Hashable {
    var id: Int
    var format: VideoFormat
    var hasSeparateColourPlanes = false
    var frameNumberBits: Int
    var orderCountType: Int
    var orderCountBits = 0
    /// `delta_pic_order_always_zero_flag`.
    var isDeltaOrderAlwaysZero = false
    /// `frame_mbs_only_flag`.
    var isFrameOnly: Bool

    /// Profiles that carry chroma format and scaling lists.
    private static let highProfiles: Set<Int> = [
        44, 83, 86, 100, 110, 118, 122, 128, 134, 135, 138, 139, 244,
    ]
    /// The largest picture side in samples: beyond every level, and safe to multiply.
    private static let sideLimit = 65_536

    /// Reads the NAL unit in `range`; `nil` where a value is impossible or the part before the VUI is cut
    /// short. A VUI that is cut short counts as absent.
    init?(_ bytes: [UInt8], _ range: Range<Int>) {
        var reader = BitReader(bytes, range)
        reader.skip(8)
        let profile = reader.integer(8)
        let constraints = reader.integer(8)
        let level = reader.integer(8)
        id = reader.unsignedGolomb()
        guard id < 32 else { return nil }
        var chromaFormat = 1
        var bitDepth = 8
        if Self.highProfiles.contains(profile) {
            chromaFormat = reader.unsignedGolomb()
            guard chromaFormat <= 3 else { return nil }
            if chromaFormat == 3 { hasSeparateColourPlanes = reader.flag() }
            bitDepth = reader.unsignedGolomb() + 8
            _ = reader.unsignedGolomb()
            guard bitDepth <= 14 else { return nil }
            _ = reader.flag()
            if reader.flag() { Self.skipScalingLists(&reader, count: chromaFormat == 3 ? 12 : 8) }
        }
        frameNumberBits = reader.unsignedGolomb() + 4
        orderCountType = reader.unsignedGolomb()
        guard frameNumberBits <= 16, orderCountType <= 2 else { return nil }
        if orderCountType == 0 {
            orderCountBits = reader.unsignedGolomb() + 4
            guard orderCountBits <= 16 else { return nil }
        } else if orderCountType == 1 {
            isDeltaOrderAlwaysZero = reader.flag()
            _ = reader.signedGolomb()
            _ = reader.signedGolomb()
            let count = reader.unsignedGolomb()
            guard count <= 255 else { return nil }
            for _ in 0..<count { _ = reader.signedGolomb() }
        }
        _ = reader.unsignedGolomb()
        _ = reader.flag()
        let widthInMacroblocks = reader.unsignedGolomb() + 1
        let heightInMapUnits = reader.unsignedGolomb() + 1
        isFrameOnly = reader.flag()
        if !isFrameOnly { _ = reader.flag() }
        _ = reader.flag()
        guard widthInMacroblocks <= Self.sideLimit / 16, heightInMapUnits <= Self.sideLimit / 16 else {
            return nil
        }
        var width = widthInMacroblocks * 16
        var height = heightInMapUnits * (isFrameOnly ? 16 : 32)
        if reader.flag() {
            let unitX = chromaFormat == 1 || chromaFormat == 2 ? 2 : 1
            let unitY = (chromaFormat == 1 ? 2 : 1) * (isFrameOnly ? 1 : 2)
            let crop = (0..<4).map { _ in min(reader.unsignedGolomb(), Self.sideLimit) }
            width -= (crop[0] + crop[1]) * unitX
            height -= (crop[2] + crop[3]) * unitY
        }
        let hasUsability = reader.flag()
        guard !reader.overran, width > 0, height > 0 else { return nil }
        format = VideoFormat(
            width: width, height: height,
            profile: Self.profileName(profile, constraints: constraints), level: level, bitDepth: bitDepth,
            isInterlaced: !isFrameOnly, reorderDepth: orderCountType == 2 ? 0 : nil)
        if hasUsability { H264UsabilityInformation.read(&reader, into: &format) }
    }

    private static func skipScalingLists(_ reader: inout BitReader, count: Int) {
        for list in 0..<count where reader.flag() {
            var last = 8
            var next = 8
            for _ in 0..<(list < 6 ? 16 : 64) {
                if next != 0 { next = ((last &+ reader.signedGolomb()) % 256 + 256) % 256 }
                if next != 0 { last = next }
            }
        }
    }

    /// The profile's name in Annex A; constraint flags tell the narrower ones apart.
    private static func profileName(_ profile: Int, constraints: Int) -> String {
        let isConstrained = constraints & 0x40 != 0
        let isIntra = constraints & 0x10 != 0
        switch profile {
        case 66: return isConstrained ? "Constrained Baseline" : "Baseline"
        case 77: return "Main"
        case 88: return "Extended"
        case 100: return "High"
        case 110: return isIntra ? "High 10 Intra" : "High 10"
        case 122: return isIntra ? "High 4:2:2 Intra" : "High 4:2:2"
        case 244: return isIntra ? "High 4:4:4 Intra" : "High 4:4:4 Predictive"
        case 44: return "CAVLC 4:4:4"
        case 118: return "Multiview High"
        case 128: return "Stereo High"
        default: return "profile \(profile)"
        }
    }
}
