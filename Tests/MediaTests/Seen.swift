import Media

/// What the ffmpeg program sees in an image of ours, as RGB.
struct Seen {
    let width: Int
    let height: Int
    /// Three bytes a pixel, row by row.
    let pixels: [UInt8]

    /// Decodes `image`; swscale is told to be exact, so that it does not add errors of its own.
    init(_ image: EncodedImage, _ ending: String) throws {
        let path = try FFmpeg.file(image.bytes, ending)
        // A portable pixmap is "P6\nWIDTH HEIGHT\n255\n" and the pixels.
        let pixmap = try FFmpeg.ffmpeg(
            ["-i", path] + Self.exactRGB().dropLast(3) + ["-c:v", "ppm", "-f", "image2pipe", "-"])
        let header = pixmap.split(
            separator: UInt8(ascii: "\n"), maxSplits: 3, omittingEmptySubsequences: false)
        let sides = String(decoding: header[1], as: UTF8.self).split(separator: " ").compactMap { Int($0) }
        (width, height) = (sides[0], sides[1])
        pixels = Array(header[3])
    }

    /// Output options that convert to packed RGB on standard output, after `filter` if any.
    static func exactRGB(after filter: String? = nil, _ scaling: String = "") -> [String] {
        let exact = "scale=\(scaling)flags=bicubic+accurate_rnd+bitexact+full_chroma_int+full_chroma_inp"
        return [
            "-fps_mode", "passthrough", "-vf",
            [filter, exact, "format=rgb24"].compactMap(\.self).joined(separator: ","), "-f", "rawvideo", "-",
        ]
    }

    /// The colours in the middles of `count` stripes side by side.
    func stripes(_ count: Int) -> [[Int]] {
        (0..<count).map { index in
            let place = (height / 2 * width + (2 * index + 1) * width / (2 * count)) * 3
            return pixels[place..<place + 3].map(Int.init)
        }
    }
}

/// How two pictures of the same size differ.
struct Difference {
    let greatest: Int
    let sumOfSquares: Int
    let count: Int

    init(_ first: some Sequence<UInt8>, _ second: some Sequence<UInt8>) {
        var (greatest, sum, count) = (0, 0, 0)
        for (left, right) in zip(first, second) {
            let distance = abs(Int(left) - Int(right))
            greatest = max(greatest, distance)
            sum += distance * distance
            count += 1
        }
        (self.greatest, sumOfSquares, self.count) = (greatest, sum, count)
    }

    /// Whether the mean square error is at most `limit`. The peak signal-to-noise ratio of 8-bit samples is then
    /// at least 10 log10(255^2 / limit) decibels.
    func isWithin(meanSquareError limit: Int) -> Bool { sumOfSquares <= limit * count }
}
