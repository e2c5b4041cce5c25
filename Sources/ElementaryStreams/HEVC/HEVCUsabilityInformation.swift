/// The video usability information of HEVC (ITU-T H.265 E.2.1), as far as the format has a place for it.
enum HEVCUsabilityInformation {
    /// Reads `vui_parameters` into `format`; leaves it as it is from where the bits run out.
    static func read(_ reader: inout BitReader, highestTemporalID: Int, into format: inout VideoFormat) {
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
        _ = reader.flag()
        let codesFields = reader.flag()
        _ = reader.flag()
        if reader.flag() { for _ in 0..<4 { _ = reader.unsignedGolomb() } }
        let hasTiming = reader.flag()
        guard !reader.overran else { return }
        if codesFields { format.isInterlaced = true }
        guard hasTiming else { return }
        let unitsInTick = Int64(reader.bits(32))
        let timeScale = Int64(reader.bits(32))
        // A tick is the time of one picture: of a field where fields are coded.
        if !reader.overran, unitsInTick > 0, timeScale > 0 {
            format.frameRate = FrameRate(timeScale, unitsInTick * (codesFields ? 2 : 1)).reduced
        }
    }
}
