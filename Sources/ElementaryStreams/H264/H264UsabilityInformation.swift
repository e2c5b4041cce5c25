/// The video usability information of H.264 (ITU-T H.264 E.1.1), as far as the format has a place for it.
enum H264UsabilityInformation {
    /// Reads `vui_parameters` into `format`; leaves it as it is from where the bits run out.
    static func read(_ reader: inout BitReader, into format: inout VideoFormat) {
        if reader.flag() {
            let ratio = SampleAspectRatioCode.read(&reader)
            if !reader.overran, let ratio { format.sampleAspectRatio = ratio }
        }
        if reader.flag() { _ = reader.flag() }
        if reader.flag() {
            reader.skip(4)
            if reader.flag() { reader.skip(24) }
        }
        if reader.flag() {
            _ = reader.unsignedGolomb()
            _ = reader.unsignedGolomb()
        }
        if reader.flag() {
            let unitsInTick = Int64(reader.bits(32))
            let timeScale = Int64(reader.bits(32))
            _ = reader.flag()
            // A tick is the time of a field, whatever the pictures are.
            if !reader.overran, unitsInTick > 0, timeScale > 0 {
                format.frameRate = FrameRate(timeScale, unitsInTick * 2).reduced
            }
        }
        let hasNetworkTiming = reader.flag()
        if hasNetworkTiming { skipBufferModel(&reader) }
        let hasVideoTiming = reader.flag()
        if hasVideoTiming { skipBufferModel(&reader) }
        if hasNetworkTiming || hasVideoTiming { _ = reader.flag() }
        _ = reader.flag()
        if reader.flag() {
            _ = reader.flag()
            for _ in 0..<4 { _ = reader.unsignedGolomb() }
            let depth = reader.unsignedGolomb()
            if !reader.overran, depth <= 16 { format.reorderDepth = depth }
        }
    }

    /// Passes over `hrd_parameters` (E.1.2).
    private static func skipBufferModel(_ reader: inout BitReader) {
        let count = min(reader.unsignedGolomb(), 31) + 1
        reader.skip(8)
        for _ in 0..<count {
            _ = reader.unsignedGolomb()
            _ = reader.unsignedGolomb()
            _ = reader.flag()
        }
        reader.skip(20)
    }
}
