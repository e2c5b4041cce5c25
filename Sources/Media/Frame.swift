internal import CFFmpeg
internal import CFFmpegShims

/// Owner of one `AVFrame`.
struct Frame: ~Copyable {
    let pointer: UnsafeMutablePointer<AVFrame>

    /// A frame without pixels.
    init() throws(MediaError) {
        pointer = try FFmpegCall.allocate("av_frame_alloc", av_frame_alloc)
    }

    /// A frame with pixels of its own, not yet set; its samples are square.
    ///
    /// A function and not an initializer: one that can fail after the pointer is set does not compile.
    static func blank(width: Int, height: Int, format: AVPixelFormat) throws(MediaError) -> Frame {
        let frame = try Frame()
        frame.pointer.pointee.width = Int32(clamping: width)
        frame.pointer.pointee.height = Int32(clamping: height)
        frame.pointer.pointee.format = format.rawValue
        frame.pointer.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        try FFmpegCall.check("av_frame_get_buffer") { av_frame_get_buffer(frame.pointer, 0) }
        return frame
    }

    /// Takes pixels and properties out of `other`, which is empty afterwards and can be used again.
    init(taking other: borrowing Frame) throws(MediaError) {
        try self.init()
        av_frame_move_ref(pointer, other.pointer)
    }

    deinit {
        var dying: UnsafeMutablePointer<AVFrame>? = pointer
        av_frame_free(&dying)
    }

    var width: Int { Int(pointer.pointee.width) }
    var height: Int { Int(pointer.pointee.height) }
    var format: AVPixelFormat { AVPixelFormat(pointer.pointee.format) }

    /// The visible pixels without padding, plane after plane, in the layout of FFmpeg's `rawvideo`.
    func packedPixels() throws(MediaError) -> [UInt8] {
        let frame = pointer.pointee
        let count = try FFmpegCall.check("av_image_get_buffer_size") {
            av_image_get_buffer_size(format, frame.width, frame.height, 1)
        }
        var failure: MediaError?
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, used in
            do throws(MediaError) {
                used = Int(
                    try FFmpegCall.check("av_image_copy_to_buffer") {
                        withPlanes { planes, strides in
                            av_image_copy_to_buffer(
                                buffer.baseAddress, count, planes, strides, format, frame.width,
                                frame.height, 1)
                        }
                    })
            } catch { failure = error }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Hands out the plane pointers and line sizes in the form that libswscale and libavutil take.
    func withPlanes<Result>(
        _ body: (UnsafePointer<UnsafePointer<UInt8>?>, UnsafePointer<Int32>) -> Result
    ) -> Result {
        let data = pointer.pointee.data
        let strides = pointer.pointee.linesize
        let planes: [UnsafePointer<UInt8>?] = [
            data.0, data.1, data.2, data.3,
        ].map { $0.map { UnsafePointer($0) } }
        return body(planes, [strides.0, strides.1, strides.2, strides.3])
    }
}
