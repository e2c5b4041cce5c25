public import ExactTime
public import Media
public import Timeline

/// Which pictures are wanted, and how they should look.
public struct FrameRequest: Sendable {
    /// The instants, as typed.
    public var times: [TimeExpression]
    /// The image format.
    public var format: ImageFormat
    /// Width in pixels; the height follows the picture's shape where it is not given.
    public var width: Int?
    /// Height in pixels.
    public var height: Int?
    /// 1...100, for JPEG and WebP.
    public var quality: Int

    /// Asks for JPEG pictures in display size.
    public init(
        times: [TimeExpression], format: ImageFormat = .jpeg, width: Int? = nil, height: Int? = nil,
        quality: Int = 90
    ) {
        self.times = times
        self.format = format
        self.width = width
        self.height = height
        self.quality = quality
    }
}

/// What came of one instant of a ``FrameRequest``.
public enum ExtractedFrame: Sendable {
    /// The picture on screen.
    case picture(ExtractedPicture)
    /// Nothing is on screen: media is missing there.
    case gap(requested: MediaInstant, GapSpan)
    /// A frame is due there, but what it refers to lies before the snapshot's beginning or behind a break.
    case undecodable(requested: MediaInstant, FrameSpan)
}

extension ExtractedFrame {
    /// The same without the image's bytes: what is left to report once they are written.
    public var withoutImage: ExtractedFrame {
        guard case .picture(var picture) = self else { return self }
        picture.bytes = []
        return .picture(picture)
    }
}

/// A picture and where it comes from.
public struct ExtractedPicture: Sendable {
    /// The instant asked for.
    public let requested: MediaInstant
    /// The frame.
    public let frame: FrameSpan
    /// The encoded image, the same for the same input every time; empty once it has been handed on.
    public internal(set) var bytes: [UInt8]
    /// Width of the image in pixels.
    public let width: Int
    /// Height of the image in pixels.
    public let height: Int
    /// SHA-256 of the image's bytes, hexadecimal.
    public let sha256: String
    /// The decoder met damage in the picture or in what it refers to.
    public let isDamaged: Bool
}
