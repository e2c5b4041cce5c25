/// The still image formats that can be written.
public enum ImageFormat: String, Sendable, Hashable, CaseIterable {
    /// Baseline JPEG in JFIF's colours: BT.601, full range; 4:2:0, or 4:4:4 from quality 95 on.
    case jpeg
    /// PNG, 8 bits a channel, RGB, lossless; quality has no meaning.
    case png
    /// Lossy WebP (VP8), always 4:2:0; through libwebp, which FFmpeg may have been built without.
    case webp

    /// The lengths that a side may have.
    public var sides: ClosedRange<Int> {
        switch self {
        case .jpeg, .png: 1...16384
        case .webp: 1...16383
        }
    }

    /// The name of libavcodec's encoder.
    var encoderName: String {
        switch self {
        case .jpeg: "mjpeg"
        case .png: "png"
        case .webp: "libwebp"
        }
    }
}
