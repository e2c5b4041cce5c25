internal import CFFmpeg

extension Frame {
    /// The samples are red, green and blue themselves.
    var isRGB: Bool {
        guard let description = av_pix_fmt_desc_get(format) else { return false }
        return description.pointee.flags & UInt64(AV_PIX_FMT_FLAG_RGB) != 0
    }

    /// A copy at addresses that vector code likes, or `nil` where the frame lies well already: a picture cropped
    /// at its left edge begins anywhere.
    func alignedCopy() throws(MediaError) -> Frame? {
        let alignment: UInt = 64
        let isAligned = withPlanes { planes, _ in
            (0..<4).allSatisfy { UInt(bitPattern: planes[$0]).isMultiple(of: alignment) }
        }
        guard !isAligned else { return nil }
        let copy = try Frame.blank(width: width, height: height, format: format)
        try FFmpegCall.check("av_frame_copy") { av_frame_copy(copy.pointer, pointer) }
        return copy
    }
}
