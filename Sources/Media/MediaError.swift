public import ElementaryStreams

/// Why pictures or sound could not be decoded or encoded; facts only, the wording is elsewhere.
public enum MediaError: Error, Sendable, Hashable {
    /// An FFmpeg function failed.
    case failed(FFmpegFailure)
    /// This build of libavcodec has no decoder for the codec.
    case decoderMissing(Codec)
    /// This build of libavcodec lacks the encoder of this name: `libwebp`.
    case encoderMissing(String)
    /// The decoder gave no picture with this pts, although all units were sent and it was drained; with why it
    /// refused the first unit, if it refused any. Where several are missing, the earliest. An encoder likewise.
    case noPicture(pts: Int64, cause: FFmpegFailure?)
    /// The stream's pictures have more pixels than ``VideoDecoder/pixelLimit``.
    case tooLarge(width: Int, height: Int)
    /// The requested image, or the one that follows from it and the aspect ratio, has a side outside of what
    /// ``ImageFormat/sides`` allows.
    case impossibleSize(width: Int, height: Int)
    /// Pictures are turned by multiples of 90 degrees only.
    case unsupportedRotation(degrees: Int)
    /// The caller asked to stop.
    case cancelled
}
