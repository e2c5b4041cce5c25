internal import CFFmpeg
internal import CFFmpegShims

extension CodecContext {
    /// Sets up the JPEG encoder for a quality of 1...100.
    func setQuantisation(quality: Int) throws(MediaError) {
        // Freed with the context.
        pointer.pointee.intra_matrix = try table(JPEGQuantisation.luma(quality: quality))
        pointer.pointee.chroma_intra_matrix = try table(JPEGQuantisation.chroma(quality: quality))
        pointer.pointee.flags |= AV_CODEC_FLAG_QSCALE
        pointer.pointee.global_quality = cffmpeg_lambda_per_quantiser * JPEGQuantisation.neutralScale
        // The standard's own Huffman tables: about 15 % more bytes than tables of the picture's own, in half the
        // time.
        try FFmpegCall.check("av_opt_set") { av_opt_set(pointer.pointee.priv_data, "huffman", "default", 0) }
    }

    private func table(_ values: [UInt16]) throws(MediaError) -> UnsafeMutablePointer<UInt16> {
        let room = try FFmpegCall.allocate("av_malloc") {
            av_malloc(values.count * MemoryLayout<UInt16>.stride)
        }
        let table = room.bindMemory(to: UInt16.self, capacity: values.count)
        table.initialize(from: values, count: values.count)
        return table
    }
}
