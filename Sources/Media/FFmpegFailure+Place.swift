internal import CFFmpegShims
internal import ElementaryStreams

extension FFmpegFailure {
    /// A failed call with the codec and the picture or unit that it was about.
    init(function: String, code: Int32, codec: Codec, pts: Int64?) {
        self.init(function: function, code: code)
        self.codec = codec
        self.pts = pts
    }

    /// What FFmpeg would refuse or get wrong, found before it is called.
    static func impossible(_ function: String, codec: Codec, pts: Int64?) -> FFmpegFailure {
        FFmpegFailure(
            function: function, code: cffmpeg_error_invalid_argument, codec: codec, pts: pts)
    }
}
