internal import CFFmpeg
internal import CFFmpegShims
internal import ElementaryStreams
internal import ExactTime

extension CodecContext {
    /// Sets up a libx264 or libx265 encoder for pictures like `frame`.
    func setVideo(_ settings: VideoEncoderSettings, like frame: borrowing Frame) throws(MediaError) {
        let source = frame.pointer
        pointer.pointee.width = source.pointee.width
        pointer.pointee.height = source.pointee.height
        pointer.pointee.pix_fmt = frame.format
        pointer.pointee.sample_aspect_ratio = source.pointee.sample_aspect_ratio
        pointer.pointee.color_range = source.pointee.color_range
        pointer.pointee.color_primaries = source.pointee.color_primaries
        pointer.pointee.color_trc = source.pointee.color_trc
        pointer.pointee.colorspace = source.pointee.colorspace
        pointer.pointee.chroma_sample_location = source.pointee.chroma_location
        pointer.pointee.time_base = try Self.ratio(
            settings.timeBase.numerator, settings.timeBase.denominator, settings.codec)
        pointer.pointee.framerate = try Self.ratio(
            settings.frameRate.numerator, settings.frameRate.denominator, settings.codec)
        pointer.pointee.max_b_frames = Int32(min(max(settings.bFrames, 0), 16))
        pointer.pointee.gop_size = Int32(clamping: max(settings.keyframeInterval, 1))
        pointer.pointee.thread_count = Int32(clamping: max(settings.threads, 1))
        // The parameter sets go to the extradata and into no packet.
        pointer.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER | AV_CODEC_FLAG_BITEXACT
        // The topmost bit, which Swift sees in an unsigned number.
        pointer.pointee.flags |= Int32(truncatingIfNeeded: AV_CODEC_FLAG_CLOSED_GOP)
        try setPrivate("preset", settings.preset.rawValue)
        try setPrivate("crf", String(min(max(settings.quality, 1), 51)))
        try setPrivate("forced-idr", "1")
        switch settings.codec {
        case .hevc: try setPrivate("x265-params", Self.x265Parameters(settings))
        default: try setX264(settings, isInterlaced: cffmpeg_frame_is_interlaced(source) != 0)
        }
    }

    private func setX264(
        _ settings: VideoEncoderSettings, isInterlaced: Bool
    ) throws(MediaError) {
        if isInterlaced { pointer.pointee.flags |= AV_CODEC_FLAG_INTERLACED_DCT }
        // The source's captions stay with the source: they come with pictures that may not be in the clip.
        try setPrivate("a53cc", "0")
        try setPrivate("aud", "0")
        // `stitchable` keeps the parameter sets the same whatever the pictures are.
        let id = min(max(settings.parameterSetID, 0), 31)
        let lookahead = settings.looksAhead ? "" : ":rc-lookahead=0:mbtree=0"
        try setPrivate("x264-params", "sps-id=\(id):stitchable=1\(lookahead)")
        if let level = settings.level { try setPrivate("level", String(level)) }
        guard let profile = settings.profile.flatMap(H264ProfileLimit.init(named:)) else { return }
        guard profile.holds(pointer.pointee.pix_fmt, isInterlaced: isInterlaced) else {
            throw .failed(.impossible("avcodec_open2", codec: settings.codec, pts: nil))
        }
        try setPrivate("profile", profile.rawValue)
    }

    /// A positive fraction in C's form; both parts must fit 31 bits.
    private static func ratio(
        _ upper: Int64, _ lower: Int64, _ codec: Codec
    ) throws(MediaError) -> AVRational {
        guard let num = Int32(exactly: upper), let den = Int32(exactly: lower), num > 0, den > 0 else {
            throw .failed(.impossible("avcodec_open2", codec: codec, pts: nil))
        }
        return AVRational(num: num, den: den)
    }

    private func setPrivate(_ option: String, _ value: String) throws(MediaError) {
        try FFmpegCall.check("av_opt_set") { av_opt_set(pointer.pointee.priv_data, option, value, 0) }
    }

    /// libx265 writes its log to standard error itself, and its name into the stream, unless told not to.
    private static func x265Parameters(_ settings: VideoEncoderSettings) -> String {
        let threads = max(settings.threads, 1)
        var parameters = [
            "log-level=none", "info=0", "open-gop=0", "repeat-headers=0", "aud=0", "frame-threads=1",
            "pools=\(threads == 1 ? "none" : String(threads))",
        ]
        if let level = settings.level { parameters.append("level-idc=\(level)") }
        return parameters.joined(separator: ":")
    }
}
