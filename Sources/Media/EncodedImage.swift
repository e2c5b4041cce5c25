/// A still image, ready to be written to a file.
public struct EncodedImage: Sendable, Hashable {
    /// The file's bytes.
    public let bytes: [UInt8]
    /// Width in pixels, as shown.
    public let width: Int
    /// Height in pixels, as shown.
    public let height: Int
}
