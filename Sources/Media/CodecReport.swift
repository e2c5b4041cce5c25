/// Whether libavcodec can read and write something.
public struct CodecReport: Sendable, Hashable {
    /// libavcodec's name for the decoder or encoder: `h264`, `libx264`.
    public let name: String
    /// A decoder of this name is there.
    public let hasDecoder: Bool
    /// An encoder of this name is there.
    public let hasEncoder: Bool
}
