internal import CFFmpeg

/// Owner of one `AVCodecContext`.
struct CodecContext: ~Copyable {
    let pointer: UnsafeMutablePointer<AVCodecContext>

    /// A context for `codec` with the codec's defaults, not yet open.
    init(_ codec: UnsafePointer<AVCodec>) throws(MediaError) {
        pointer = try FFmpegCall.allocate("avcodec_alloc_context3") { avcodec_alloc_context3(codec) }
    }

    deinit {
        // FFmpeg 5.1 frees every table of a context but this one; later versions find it gone.
        av_freep(&pointer.pointee.chroma_intra_matrix)
        var dying: UnsafeMutablePointer<AVCodecContext>? = pointer
        avcodec_free_context(&dying)
    }

    /// Opens the codec; the context's fields are set before.
    func open(_ codec: UnsafePointer<AVCodec>) throws(MediaError) {
        try FFmpegCall.check("avcodec_open2") { avcodec_open2(pointer, codec, nil) }
    }

    /// Hands `bytes` over as extradata, which libavcodec wants padded with zeros.
    func setExtradata(_ bytes: [UInt8]) throws(MediaError) {
        guard !bytes.isEmpty else { return }
        let room = try FFmpegCall.allocate("av_mallocz") {
            av_mallocz(bytes.count + Int(AV_INPUT_BUFFER_PADDING_SIZE))
        }
        room.copyMemory(from: bytes, byteCount: bytes.count)
        // Freed with the context. What lies beyond 31 bits of size is never looked at.
        pointer.pointee.extradata = room.assumingMemoryBound(to: UInt8.self)
        pointer.pointee.extradata_size = Int32(clamping: bytes.count)
    }
}
