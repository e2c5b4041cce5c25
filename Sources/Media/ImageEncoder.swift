internal import CFFmpeg
internal import CFFmpegShims

/// Writes decoded pictures as still images that look as a player would show them.
public enum ImageEncoder {
    /// Encodes `picture` with square pixels, turned upright, in the colours of its stream.
    ///
    /// Matrix and range of the source are honoured (what an unspecified matrix means: see
    /// ``ColourMatrix/unspecified``; an unspecified range is limited). Transfer curve and primaries are left as
    /// they are. Scaling is bicubic. The same picture and arguments give the same bytes every time; the file has
    /// no metadata.
    ///
    /// - Parameters:
    ///   - picture: What to show. Interlaced pictures are shown woven.
    ///   - format: The file's format.
    ///   - size: Width and height as shown.
    ///   - quality: 1...100, held within that; JPEG by the scale of the Independent JPEG Group, WebP by libwebp's.
    ///   - rotation: Clockwise degrees, a multiple of 90; `nil` takes ``Picture/rotation``.
    /// - Throws: ``MediaError/impossibleSize(width:height:)``, ``MediaError/unsupportedRotation(degrees:)``,
    ///   ``MediaError/encoderMissing(_:)`` or ``MediaError/failed(_:)``.
    ///
    /// C: `sws_scale`, `avcodec_send_frame`, `avcodec_receive_packet`.
    public static func encode(
        _ picture: Picture, as format: ImageFormat, size: ImageSize = .natural, quality: Int = 90,
        rotation: Int? = nil
    ) throws(MediaError) -> EncodedImage {
        LibraryLog.begin()
        guard let encoder = avcodec_find_encoder_by_name(format.encoderName) else {
            throw .encoderMissing(format.encoderName)
        }
        let quality = min(max(quality, 1), 100)
        let geometry = try ImageGeometry(
            width: picture.width, height: picture.height, sampleAspectRatio: picture.sampleAspectRatio,
            rotation: rotation ?? picture.rotation, request: size, sides: format.sides)
        let scaled = try Scaler.convert(
            picture, to: PixelTarget(format, quality: quality), width: geometry.scaledWidth,
            height: geometry.scaledHeight)
        let bytes =
            geometry.quarterTurns == 0
            ? try write(scaled, as: format, encoder, quality)
            : try write(QuarterTurn.apply(scaled, turns: geometry.quarterTurns), as: format, encoder, quality)
        return EncodedImage(bytes: bytes, width: geometry.width, height: geometry.height)
    }

    private static func write(
        _ frame: borrowing Frame, as format: ImageFormat, _ encoder: UnsafePointer<AVCodec>, _ quality: Int
    ) throws(MediaError) -> [UInt8] {
        let context = try CodecContext(encoder)
        let fields = context.pointer
        fields.pointee.width = frame.pointer.pointee.width
        fields.pointee.height = frame.pointer.pointee.height
        fields.pointee.pix_fmt = frame.format
        fields.pointee.color_range = frame.pointer.pointee.color_range
        fields.pointee.colorspace = frame.pointer.pointee.colorspace
        fields.pointee.sample_aspect_ratio = AVRational(num: 1, den: 1)
        fields.pointee.time_base = AVRational(num: 1, den: 25)
        fields.pointee.thread_count = 1
        fields.pointee.flags |= AV_CODEC_FLAG_BITEXACT
        switch format {
        case .jpeg:
            try context.setQuantisation(quality: quality)
            frame.pointer.pointee.quality = fields.pointee.global_quality
        case .png:
            // A quarter of the time of zlib's default, for a tenth more bytes on camera pictures.
            fields.pointee.compression_level = 1
        case .webp:
            try FFmpegCall.check("av_opt_set") {
                av_opt_set(fields.pointee.priv_data, "quality", String(quality), 0)
            }
        }
        try context.open(encoder)
        let packet = try Packet()
        try FFmpegCall.check("avcodec_send_frame") { avcodec_send_frame(fields, frame.pointer) }
        try FFmpegCall.check("avcodec_receive_packet") { avcodec_receive_packet(fields, packet.pointer) }
        return packet.bytes()
    }
}
