/// The short-term reference picture sets of an SPS (ITU-T H.265 7.3.7): read only to get behind them.
enum HEVCReferencePictureSets {
    /// Passes over `num_short_term_ref_pic_sets` and the sets; `false` where they are impossible.
    static func skip(_ reader: inout BitReader) -> Bool {
        let count = reader.unsignedGolomb()
        guard count <= 64 else { return false }
        var pictures = 0
        for index in 0..<count {
            if index > 0, reader.flag() {
                _ = reader.flag()
                _ = reader.unsignedGolomb()
                var kept = 0
                for _ in 0...pictures {
                    let isUsed = reader.flag()
                    if isUsed || reader.flag() { kept += 1 }
                }
                pictures = kept
            } else {
                let negative = reader.unsignedGolomb()
                let positive = reader.unsignedGolomb()
                guard negative <= 16, positive <= 16 else { return false }
                for _ in 0..<negative + positive {
                    _ = reader.unsignedGolomb()
                    _ = reader.flag()
                }
                pictures = negative + positive
            }
            guard !reader.overran, pictures <= 33 else { return false }
        }
        return true
    }
}
