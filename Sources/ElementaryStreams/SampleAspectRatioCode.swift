/// `aspect_ratio_idc`, the same table in H.264 (E-1) and H.265 (E.1).
enum SampleAspectRatioCode {
    private static let table: [AspectRatio] = [
        AspectRatio(1, 1), AspectRatio(12, 11), AspectRatio(10, 11), AspectRatio(16, 11), AspectRatio(40, 33),
        AspectRatio(24, 11), AspectRatio(20, 11), AspectRatio(32, 11), AspectRatio(80, 33),
        AspectRatio(18, 11),
        AspectRatio(15, 11), AspectRatio(64, 33), AspectRatio(160, 99), AspectRatio(4, 3), AspectRatio(3, 2),
        AspectRatio(2, 1),
    ]

    /// Reads the code and, where it is 255, the ratio behind it; `nil` where unspecified or zero.
    static func read(_ reader: inout BitReader) -> AspectRatio? {
        let code = reader.integer(8)
        if code == 255 {
            let ratio = AspectRatio(reader.integer(16), reader.integer(16))
            return ratio.horizontal > 0 && ratio.vertical > 0 ? ratio : nil
        }
        return (1...table.count).contains(code) ? table[code - 1] : nil
    }
}
