internal import CFFmpeg
internal import ElementaryStreams

extension Frame {
    /// A frame with room for `count` float samples in each channel of `context`.
    static func sound(like context: borrowing CodecContext, count: Int) throws(MediaError) -> Frame {
        let frame = try Frame()
        frame.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
        frame.pointer.pointee.nb_samples = Int32(clamping: count)
        frame.pointer.pointee.sample_rate = context.pointer.pointee.sample_rate
        try FFmpegCall.check("av_channel_layout_copy") {
            av_channel_layout_copy(&frame.pointer.pointee.ch_layout, &context.pointer.pointee.ch_layout)
        }
        try FFmpegCall.check("av_frame_get_buffer") { av_frame_get_buffer(frame.pointer, 0) }
        return frame
    }

    /// Writes one channel's samples; the frame's own count of them.
    func setSamples(_ samples: ArraySlice<Float>, channel: Int) {
        guard let room = plane(channel) else { return }
        for (index, sample) in samples.prefix(Int(pointer.pointee.nb_samples)).enumerated() {
            room[index] = sample
        }
    }

    /// A copy of the samples, channel by channel.
    func planarSamples(codec: Codec) throws(MediaError) -> [[Float]] {
        guard pointer.pointee.format == AV_SAMPLE_FMT_FLTP.rawValue else {
            throw .failed(.impossible("avcodec_receive_frame", codec: codec, pts: nil))
        }
        let count = Int(pointer.pointee.nb_samples)
        return (0..<Int(pointer.pointee.ch_layout.nb_channels)).map { channel in
            plane(channel).map { Array(UnsafeBufferPointer(start: $0, count: count)) } ?? []
        }
    }

    private func plane(_ channel: Int) -> UnsafeMutablePointer<Float>? {
        guard channel < Int(pointer.pointee.ch_layout.nb_channels),
            let bytes = pointer.pointee.extended_data?[channel]
        else { return nil }
        // FFmpeg aligns planes for vector code, and FLTP holds nothing but floats.
        return UnsafeMutableRawPointer(bytes).assumingMemoryBound(to: Float.self)
    }
}
