internal import CFFmpeg
internal import CFFmpegShims

/// Owner of one `SwsContext`: from a picture's size, samples and colours to an image's.
struct Scaler: ~Copyable {
    private let pointer: OpaquePointer

    private init(adopting pointer: OpaquePointer) { self.pointer = pointer }

    deinit { sws_freeContext(pointer) }

    /// Converts `picture` into a new frame of the given size.
    ///
    /// C: `sws_init_context`, `sws_setColorspaceDetails`, `sws_scale`.
    static func convert(
        _ picture: Picture, to target: PixelTarget, width: Int, height: Int
    ) throws(MediaError) -> Frame {
        let output = try Frame.blank(width: width, height: height, format: target.format)
        output.pointer.pointee.color_range = target.range
        output.pointer.pointee.colorspace = target.space
        if let copy = try picture.frame.alignedCopy() {
            try scaler(picture, to: target, width: width, height: height).run(copy, into: output)
        } else {
            try scaler(picture, to: target, width: width, height: height).run(picture.frame, into: output)
        }
        return output
    }

    private static func scaler(
        _ picture: Picture, to target: PixelTarget, width: Int, height: Int
    ) throws(MediaError) -> Scaler {
        let scaler = Scaler(
            adopting: try FFmpegCall.allocate("sws_alloc_context") { sws_alloc_context() })
        // Ranges before the start: set later, a copy without range conversion may have been chosen already.
        let options: [(String, Int)] = [
            ("srcw", picture.width), ("srch", picture.height),
            ("src_format", Int(picture.frame.format.rawValue)), ("src_range", picture.isFullRange ? 1 : 0),
            ("dstw", width), ("dsth", height), ("dst_format", Int(target.format.rawValue)),
            ("dst_range", target.isFullRange ? 1 : 0), ("sws_flags", Int(cffmpeg_scaler_flags)),
        ]
        for (name, value) in options {
            try FFmpegCall.check("av_opt_set_int") {
                av_opt_set_int(UnsafeMutableRawPointer(scaler.pointer), name, Int64(value), 0)
            }
        }
        try FFmpegCall.check("sws_init_context") { sws_init_context(scaler.pointer, nil, nil) }
        // Between two RGB layouts there is nothing to set, and the call would say so by failing.
        guard !(picture.frame.isRGB && target.format == AV_PIX_FMT_RGB24) else { return scaler }
        let one: Int32 = 1 << 16
        try FFmpegCall.check("sws_setColorspaceDetails") {
            sws_setColorspaceDetails(
                scaler.pointer,
                sws_getCoefficients(picture.matrix.scalerNumber(height: picture.height)),
                picture.isFullRange ? 1 : 0, sws_getCoefficients(Int32(SWS_CS_ITU601)),
                target.isFullRange ? 1 : 0, 0, one, one)
        }
        return scaler
    }

    private func run(_ source: borrowing Frame, into output: borrowing Frame) throws(MediaError) {
        let rows = try FFmpegCall.check("sws_scale") {
            source.withPlanes { planes, strides in
                let data = output.pointer.pointee.data
                let destination = [data.0, data.1, data.2, data.3]
                return output.withPlanes { _, outputStrides in
                    sws_scale(
                        pointer, planes, strides, 0, Int32(clamping: source.height), destination,
                        outputStrides)
                }
            }
        }
        guard rows == output.height else {
            throw .failed(FFmpegFailure(function: "sws_scale", code: cffmpeg_error_invalid_argument))
        }
    }
}
