/// How large an image shall be, as it is shown (after rotation).
public struct ImageSize: Sendable, Hashable {
    /// Width in pixels; `nil` lets it follow from the height.
    public var width: Int?
    /// Height in pixels; `nil` lets it follow from the width.
    public var height: Int?

    /// With one side given the other keeps the display aspect ratio, rounded to the nearest pixel; with both the
    /// picture is stretched to fit exactly; with none it keeps its samples (see ``natural``).
    public init(width: Int? = nil, height: Int? = nil) {
        self.width = width
        self.height = height
    }

    /// Square pixels at the picture's own size: samples that are not square stretch the side that grows, so
    /// that no sample is lost.
    public static let natural = ImageSize()
}
