internal import CFFmpeg

/// The quantisation tables of JPEG (ITU-T T.81, Annex K.1) for a quality of 1...100, scaled as the Independent
/// JPEG Group's encoder scales them, so that a quality means what it means elsewhere.
enum JPEGQuantisation {
    /// The quantiser scale at which libavcodec uses its tables as they are.
    static let neutralScale: Int32 = 8

    /// The table for luma, row by row.
    static func luma(quality: Int) -> [UInt16] { scaled(lumaBase, quality) }

    /// The table for chroma, row by row.
    static func chroma(quality: Int) -> [UInt16] { scaled(chromaBase, quality) }

    private static func scaled(_ base: [UInt16], _ quality: Int) -> [UInt16] {
        let quality = min(max(quality, 1), 100)
        let percent = quality < 50 ? 5000 / quality : 200 - 2 * quality
        return base.map { UInt16(min(max((Int($0) * percent + 50) / 100, 1), 255)) }
    }

    private static let lumaBase: [UInt16] = [
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99,
    ]

    private static let chromaBase: [UInt16] = [
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
    ]
}
