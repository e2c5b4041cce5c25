internal import CFFmpeg
internal import CFFmpegShims
internal import ElementaryStreams

/// Encodes decoded pictures to H.264 (libx264) or HEVC (libx265), each under exactly the pts it is sent with.
///
/// As many pictures come out as go in, none twice: that is checked, not assumed. The first one is an IDR, GOPs are
/// closed, and the same pictures and settings give the same bytes. The stream carries neither access unit
/// delimiters nor the encoder's name. One thread at a time; any number of encoders may run beside each other.
///
/// C: `avcodec_send_frame`, `avcodec_receive_packet`.
public struct VideoEncoder: ~Copyable {
    /// The parameter sets as NAL units, in the order in which a decoder needs them: SPS and PPS, with HEVC the VPS
    /// before them. They apply to all pictures; none is in a picture's payload. Equal settings and equally shaped
    /// pictures give equal ones.
    public let parameterSets: [[UInt8]]

    private let settings: VideoEncoderSettings
    private let context: CodecContext
    private let packet: Packet
    private var lastPTS: Int64?
    /// The pts of the pictures that went in and have not come out.
    private var outstanding: Set<Int64> = []

    private init(
        settings: VideoEncoderSettings, context: consuming CodecContext, packet: consuming Packet
    ) {
        self.settings = settings
        let fields = context.pointer.pointee
        let extradata = UnsafeBufferPointer(
            start: fields.extradata, count: fields.extradata == nil ? 0 : Int(fields.extradata_size))
        parameterSets = CodedUnits(annexB: Array(extradata), codec: settings.codec).parameterSets
        self.context = context
        self.packet = packet
    }

    /// Opens an encoder for pictures of `picture`'s size, pixel format, sample aspect ratio and colours (range,
    /// primaries, transfer, matrix, chroma place); what the source leaves unspecified stays unspecified. H.264:
    /// an interlaced picture makes the stream an interlaced one.
    ///
    /// - Throws: ``MediaError/encoderMissing(_:)`` where FFmpeg has no encoder for the codec;
    ///   ``MediaError/failed(_:)`` for settings or pictures that it cannot do.
    public static func open(
        _ settings: VideoEncoderSettings, like picture: Picture
    ) throws(MediaError) -> VideoEncoder {
        LibraryLog.begin()
        let name =
            switch settings.codec {
            case .h264: "libx264"
            case .hevc: "libx265"
            default: settings.codec.name
            }
        guard settings.codec == .h264 || settings.codec == .hevc,
            let encoder = avcodec_find_encoder_by_name(name)
        else { throw .encoderMissing(name) }
        let context = try CodecContext(encoder)
        try context.setVideo(settings, like: picture.frame)
        try context.open(encoder)
        return VideoEncoder(settings: settings, context: context, packet: try Packet())
    }

    /// Sends the next picture in presentation order and takes out what is ready: often nothing, as encoders look
    /// ahead.
    ///
    /// - Parameters:
    ///   - picture: Of the size and pixel format that the encoder was opened for.
    ///   - pts: Its presentation timestamp in ticks of the settings' time base, greater than the one before; by
    ///     how much is free. ``Picture/pts`` is not looked at.
    ///   - isIDRForced: Makes it an IDR wherever the encoder would have put the next one.
    /// - Returns: Pictures in decoding order.
    /// - Throws: ``MediaError/failed(_:)``: with `AVERROR(EINVAL)` for a pts that does not grow and a picture of
    ///   another shape, which leave the encoder as it was. After any other failure it is of no more use.
    public mutating func send(
        _ picture: Picture, pts: Int64, isIDRForced: Bool = false
    ) throws(MediaError) -> [EncodedPicture] {
        LibraryLog.begin()
        let fields = context.pointer
        guard lastPTS.map({ pts > $0 }) ?? true, pts != cffmpeg_no_timestamp,
            picture.width == Int(fields.pointee.width), picture.height == Int(fields.pointee.height),
            picture.frame.format == fields.pointee.pix_fmt
        else {
            throw .failed(.impossible("avcodec_send_frame", codec: settings.codec, pts: pts))
        }
        let frame = try picture.frame.forEncoding(pts: pts, isIDRForced: isIDRForced)
        let result = FFmpegCall.code { avcodec_send_frame(fields, frame.pointer) }
        guard result >= 0 else { throw failure("avcodec_send_frame", result, pts: pts) }
        lastPTS = pts
        outstanding.insert(pts)
        return try receive()
    }

    /// Says that no more pictures follow and takes out the rest; the encoder takes nothing after that.
    ///
    /// - Throws: ``MediaError/noPicture(pts:cause:)`` if a picture that went in has not come out, or
    ///   ``MediaError/failed(_:)``.
    public mutating func finish() throws(MediaError) -> [EncodedPicture] {
        LibraryLog.begin()
        let result = FFmpegCall.code { avcodec_send_frame(context.pointer, nil) }
        guard result >= 0 else { throw failure("avcodec_send_frame", result, pts: nil) }
        let pictures = try receive()
        if let pts = outstanding.min() { throw .noPicture(pts: pts, cause: nil) }
        return pictures
    }

    private mutating func receive() throws(MediaError) -> [EncodedPicture] {
        var pictures: [EncodedPicture] = []
        while true {
            let result = FFmpegCall.code { avcodec_receive_packet(context.pointer, packet.pointer) }
            if result == cffmpeg_error_again || result == cffmpeg_error_end { return pictures }
            guard result >= 0 else { throw failure("avcodec_receive_packet", result, pts: nil) }
            let (pts, dts) = (packet.pointer.pointee.pts, packet.pointer.pointee.dts)
            // A picture that comes out twice, or under a pts that nobody sent.
            guard outstanding.remove(pts) != nil else {
                throw .failed(.impossible("avcodec_receive_packet", codec: settings.codec, pts: pts))
            }
            let units = CodedUnits(annexB: packet.bytes(), codec: settings.codec)
            pictures.append(
                EncodedPicture(
                    payload: units.lengthPrefixed, pts: pts, dts: dts, isIDR: units.isIDR,
                    isReference: units.isReference))
        }
    }

    private func failure(_ function: String, _ code: Int32, pts: Int64?) -> MediaError {
        .failed(FFmpegFailure(function: function, code: code, codec: settings.codec, pts: pts))
    }
}
