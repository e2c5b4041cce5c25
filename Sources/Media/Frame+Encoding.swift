internal import CFFmpeg

extension Frame {
    /// A second frame over the same pixels (or over an aligned copy), whose properties can be set.
    func forEncoding(pts: Int64, isIDRForced: Bool) throws(MediaError) -> Frame {
        if let copy = try alignedCopy() { return copy.prepared(pts: pts, isIDRForced: isIDRForced) }
        let frame = try Frame()
        try FFmpegCall.check("av_frame_ref") { av_frame_ref(frame.pointer, pointer) }
        return frame.prepared(pts: pts, isIDRForced: isIDRForced)
    }

    private consuming func prepared(pts: Int64, isIDRForced: Bool) -> Frame {
        pointer.pointee.pts = pts
        // The decoder left the source's type there, and encoders take it for an order.
        pointer.pointee.pict_type = isIDRForced ? AV_PICTURE_TYPE_I : AV_PICTURE_TYPE_NONE
        return self
    }
}
