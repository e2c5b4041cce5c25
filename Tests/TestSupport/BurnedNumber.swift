/// Reads the frame number that every fixture's pictures carry (layout: `Fixtures/README.md`).
public enum BurnedNumber {
    /// How many blocks, and so how many bits, spell a number.
    public static let blockCount = 24

    /// The number in a gray picture, or `nil` where there is none: the row of blocks and its inverted check row
    /// disagree, or there are fewer samples than `width * height`.
    ///
    /// - Parameters:
    ///   - gray: 8-bit luma, row by row without padding; limited and full range are both read.
    ///   - width: Samples in a row.
    ///   - height: Rows.
    public static func read(_ gray: [UInt8], width: Int, height: Int) -> Int? {
        guard width >= blockCount, height >= 8, height <= gray.count / width else { return nil }
        let upper = height / 8 * width
        let lower = height * 3 / 8 * width
        var number = 0
        for bit in 0..<blockCount {
            let column = (2 * bit + 1) * width / (2 * blockCount)
            let isSet = gray[upper + column] >= threshold
            guard isSet != (gray[lower + column] >= threshold) else { return nil }
            if isSet { number |= 1 << bit }
        }
        return number
    }

    /// Half way between black and white, in limited (16 and 235) as in full range.
    private static let threshold: UInt8 = 126
}
