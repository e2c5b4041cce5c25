/// What a video sequence parameter set says about the pictures.
public struct VideoFormat: Sendable, Hashable {
    /// Width of the shown picture in samples, after cropping.
    public var width: Int
    /// Height of the shown picture in samples, after cropping; both fields together.
    public var height: Int
    /// Sample aspect ratio as width:height; 1:1 where unspecified.
    public var sampleAspectRatio: AspectRatio
    /// The profile's usual name (`High`, `Main 10`), or `profile N`.
    public var profile: String
    /// The level times ten: 31 is level 3.1 (HEVC too).
    public var level: Int
    /// Frames (not fields) a second by the VUI's timing information, as a fraction; `nil` where absent.
    public var frameRate: FrameRate?
    /// Bits a luma sample.
    public var bitDepth: Int
    /// Whether frames may be coded as fields or in MBAFF (H.264 `frame_mbs_only_flag == 0`), or HEVC says so.
    public var isInterlaced: Bool
    /// `max_num_reorder_frames` (H.264 VUI; 0 where `pic_order_cnt_type` is 2, which allows no reordering) or
    /// `sps_max_num_reorder_pics` of the highest sub-layer (HEVC); `nil` where not stated.
    public var reorderDepth: Int?

    /// Describes pictures.
    public init(
        width: Int, height: Int, sampleAspectRatio: AspectRatio = .square, profile: String, level: Int,
        frameRate: FrameRate? = nil, bitDepth: Int = 8, isInterlaced: Bool = false, reorderDepth: Int? = nil
    ) {
        self.width = width
        self.height = height
        self.sampleAspectRatio = sampleAspectRatio
        self.profile = profile
        self.level = level
        self.frameRate = frameRate
        self.bitDepth = bitDepth
        self.isInterlaced = isInterlaced
        self.reorderDepth = reorderDepth
    }
}

/// The shape of one sample (pixel) as width to height, both greater than zero.
public struct AspectRatio: Sendable, Hashable {
    /// The width part.
    public var horizontal: Int
    /// The height part.
    public var vertical: Int

    /// Makes the ratio as given, unreduced.
    public init(_ horizontal: Int, _ vertical: Int) {
        self.horizontal = horizontal
        self.vertical = vertical
    }

    /// Samples as wide as they are high.
    public static let square = AspectRatio(1, 1)
}

/// Frames a second as a fraction: 30000/1001. Both parts are positive where it comes from a stream.
public struct FrameRate: Sendable, Hashable {
    /// The upper part, greater than zero.
    public var numerator: Int64
    /// The lower part, greater than zero.
    public var denominator: Int64

    /// Makes the rate as given, unreduced.
    public init(_ numerator: Int64, _ denominator: Int64) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The same rate in lowest terms.
    public var reduced: FrameRate {
        var (larger, smaller) = (numerator, denominator)
        while smaller != 0 { (larger, smaller) = (smaller, larger % smaller) }
        return larger > 0 ? FrameRate(numerator / larger, denominator / larger) : self
    }
}

/// What an audio stream's headers say about the sound.
public struct AudioFormat: Sendable, Hashable {
    /// Samples a second that come out of a decoder (twice the core rate for HE-AAC).
    public var sampleRate: Int
    /// Number of channels; 0 where it is only known after decoding (AAC channel configuration 0).
    public var channels: Int
    /// Samples per coded frame at ``sampleRate``: 1024 (AAC-LC), 2048 (HE-AAC), 1152 or 576 (MP3), 1536 (AC-3).
    public var samplesPerFrame: Int
    /// The profile's usual name: `LC`, `HE-AAC`, `Layer III`; empty where there is none.
    public var profile: String

    /// Describes sound.
    public init(sampleRate: Int, channels: Int, samplesPerFrame: Int, profile: String = "") {
        self.sampleRate = sampleRate
        self.channels = channels
        self.samplesPerFrame = samplesPerFrame
        self.profile = profile
    }
}
