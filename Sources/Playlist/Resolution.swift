/// A size of pictures in pixels.
public struct Resolution: Sendable, Hashable {
    /// From left to right.
    public let width: Int64
    /// From top to bottom.
    public let height: Int64
}
