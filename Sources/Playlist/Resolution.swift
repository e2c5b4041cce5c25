/// A size of pictures in pixels.
public struct Resolution: Sendable, Hashable {
    /// From left to right.
    public let width: Int64
    /// From top to bottom.
    public let height: Int64

    /// A size of `width` by `height` pixels.
    public init(width: Int64, height: Int64) {
        self.width = width
        self.height = height
    }
}
