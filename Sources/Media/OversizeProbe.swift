internal import CFFmpeg
internal import CFFmpegShims

/// Finds out whether a unit was refused for the size of its pictures: libavcodec says only "invalid".
enum OversizeProbe {
    /// The size that the unit's parameter sets state, if it is above ``VideoDecoder/pixelLimit``.
    ///
    /// C: `av_parser_parse2`, which reads headers and decodes nothing.
    static func measure(
        _ packet: borrowing Packet, codec: borrowing CodecContext
    ) -> (width: Int, height: Int)? {
        let fields = codec.pointer
        guard let parser = av_parser_init(Int32(fields.pointee.codec_id.rawValue)) else { return nil }
        defer { av_parser_close(parser) }
        parser.pointee.flags |= PARSER_FLAG_COMPLETE_FRAMES
        var output: UnsafeMutablePointer<UInt8>?
        var outputSize: Int32 = 0
        _ = av_parser_parse2(
            parser, fields, &output, &outputSize, packet.pointer.pointee.data, packet.pointer.pointee.size,
            cffmpeg_no_timestamp, cffmpeg_no_timestamp, 0)
        let (width, height) = (Int(parser.pointee.width), Int(parser.pointee.height))
        return width > 0 && height > 0 && width * height > VideoDecoder.pixelLimit ? (width, height) : nil
    }
}
