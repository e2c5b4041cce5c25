internal import CFFmpeg
internal import CFFmpegShims

/// What FFmpeg on this machine is and can do.
public enum MediaLibraries {
    /// The names that ``codecs()`` reports: all that Precut decodes or encodes with.
    public static let codecNames = [
        "h264", "hevc", "aac", "mp3float", "ac3", "eac3", "mjpeg", "png", "libwebp", "libx264", "libx265",
        "libmp3lame",
    ]

    /// The libraries in use, each with its versions, configuration and licence.
    public static func report() -> [LibraryReport] {
        [
            LibraryReport(
                name: "libavcodec", compiledVersion: version(cffmpeg_compiled_avcodec()),
                runtimeVersion: version(avcodec_version()), configuration: text(avcodec_configuration()),
                licence: text(avcodec_license())),
            LibraryReport(
                name: "libavutil", compiledVersion: version(cffmpeg_compiled_avutil()),
                runtimeVersion: version(avutil_version()), configuration: text(avutil_configuration()),
                licence: text(avutil_license())),
            LibraryReport(
                name: "libswscale", compiledVersion: version(cffmpeg_compiled_swscale()),
                runtimeVersion: version(swscale_version()), configuration: text(swscale_configuration()),
                licence: text(swscale_license())),
        ]
    }

    /// Which decoders and encoders of ``codecNames`` are there.
    public static func codecs() -> [CodecReport] {
        codecNames.map { name in
            CodecReport(
                name: name, hasDecoder: avcodec_find_decoder_by_name(name) != nil,
                hasEncoder: avcodec_find_encoder_by_name(name) != nil)
        }
    }

    /// `AV_VERSION_INT` taken apart.
    private static func version(_ number: UInt32) -> String {
        "\(number >> 16).\(number >> 8 & 0xFF).\(number & 0xFF)"
    }

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String {
        pointer.map { String(cString: $0) } ?? ""
    }
}
