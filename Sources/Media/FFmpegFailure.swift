internal import CFFmpeg
internal import CFFmpegShims
public import ElementaryStreams

/// One failed call of an FFmpeg function.
public struct FFmpegFailure: Sendable, Hashable {
    /// The C function: `avcodec_send_packet`.
    public let function: String
    /// Its negative result: `AVERROR(errno)` or one of `AVERROR_*`.
    public let code: Int32
    /// FFmpeg's words for ``code`` (`av_strerror`).
    public let text: String
    /// What FFmpeg logged last on this thread during the job, as an error: `h264: no frame!`. Decoding with
    /// more than one thread loses the lines of the others.
    public let logLine: String?
    /// The codec at work, where there was one.
    public var codec: Codec?
    /// The pts of the unit or picture at work, where there was one.
    public var pts: Int64?

    init(function: String, code: Int32) {
        self.function = function
        self.code = code
        text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            // With no words for the code it still writes some, always terminated.
            av_strerror(code, buffer.baseAddress, buffer.count)
            return buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
        logLine = LibraryLog.line
    }
}
