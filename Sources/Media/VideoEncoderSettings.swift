public import ElementaryStreams
public import ExactTime

/// What a ``VideoEncoder`` is told besides what it takes from the first picture.
public struct VideoEncoderSettings: Sendable, Hashable {
    /// `.h264` (libx264) or `.hevc` (libx265).
    public var codec: Codec
    /// The constant rate factor, held within 1...51: lower is better and larger. 0, which would be lossless and
    /// force a profile of its own, is not offered.
    public var quality: Int
    /// How much work goes into a picture.
    public var preset: EncoderPreset
    /// What one tick of the pictures' pts lasts.
    public var timeBase: TimeBase
    /// The usual number of pictures a second. The encoder chooses the level and weighs durations by it; it never
    /// moves a pts.
    public var frameRate: FrameRate
    /// The greatest profile that may be used, named as in ``VideoFormat/profile``: `Main`, `High`. `nil`, a name
    /// that x264 does not know, and HEVC (where the pixel format decides) leave the choice to the encoder. One
    /// that cannot hold the pictures is refused.
    public var profile: String?
    /// The level that is stated, times ten as in ``VideoFormat/level``; `nil` takes the lowest that fits.
    public var level: Int?
    /// The most B pictures in a row, held within 0...16. With 0 each dts equals its pts.
    public var bFrames: Int
    /// H.264: whether the encoder looks at coming pictures to share out bits, which takes memory for a dozen of them;
    /// a few pictures at the edge of a cut gain nothing by it.
    public var looksAhead: Bool
    /// The most pictures from one IDR to the next, at least 1.
    public var keyframeInterval: Int
    /// H.264: `seq_parameter_set_id` and `pic_parameter_set_id`, held within 0...31, so that the parameter sets
    /// can stand beside those of another stream. HEVC: libx265 always uses 0, whatever is said here.
    public var parameterSetID: Int
    /// Encoder threads. The same number gives the same bytes; another number may give others.
    public var threads: Int

    /// Settings for one stretch of pictures.
    public init(
        codec: Codec, quality: Int = 18, preset: EncoderPreset = .veryfast, timeBase: TimeBase = .mpeg,
        frameRate: FrameRate = FrameRate(30, 1), profile: String? = nil, level: Int? = nil, bFrames: Int = 0,
        looksAhead: Bool = true, keyframeInterval: Int = 250, parameterSetID: Int = 0, threads: Int = 1
    ) {
        self.codec = codec
        self.quality = quality
        self.preset = preset
        self.timeBase = timeBase
        self.frameRate = frameRate
        self.profile = profile
        self.level = level
        self.bFrames = bFrames
        self.looksAhead = looksAhead
        self.keyframeInterval = keyframeInterval
        self.parameterSetID = parameterSetID
        self.threads = threads
    }
}
