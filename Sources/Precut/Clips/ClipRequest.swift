public import Cutting
public import ExactTime
public import Media

/// Which clips are to be made, and how.
public struct ClipRequest: Sendable {
    /// One clip: the span asked for, and where its file goes.
    public struct Range: Sendable {
        /// The in point, included.
        public var start: TimeExpression
        /// The out point, excluded.
        public var end: TimeExpression
        /// The mp4 file; its folder must exist. A plan alone needs none.
        public var path: String

        /// Asks for one clip.
        public init(start: TimeExpression, end: TimeExpression, path: String = "") {
            self.start = start
            self.end = end
            self.path = path
        }
    }

    /// The clips, in the order in which results come.
    public var ranges: [Range]
    /// How they are made.
    public var mode: ClipMode
    /// How instants become edges.
    public var rule: CutRule
    /// The constant rate factor of what is encoded, 1...51: lower is better and larger.
    public var quality: Int
    /// How much work goes into what is encoded.
    public var preset: EncoderPreset
    /// Go on where media is missing inside a range: the picture before it stands, and there is silence.
    public var allowsGaps: Bool
    /// Written as `creation_time`, in seconds since 1970-01-01T00:00:00Z; `nil` leaves it out, so that equal input
    /// gives equal bytes.
    public var creationTime: Int64?
    /// Replace files that exist.
    public var overwrites: Bool

    /// Asks for smart cuts with exact edges unless said otherwise.
    public init(
        ranges: [Range], mode: ClipMode = .smart, rule: CutRule = .cover, quality: Int = 18,
        preset: EncoderPreset = .veryfast, allowsGaps: Bool = false, creationTime: Int64? = nil,
        overwrites: Bool = false
    ) {
        self.ranges = ranges
        self.mode = mode
        self.rule = rule
        self.quality = quality
        self.preset = preset
        self.allowsGaps = allowsGaps
        self.creationTime = creationTime
        self.overwrites = overwrites
    }
}

/// How far the making of clips has come.
public struct ClipProgress: Sendable, Hashable {
    /// What is being done.
    public enum Phase: Sendable, Hashable {
        /// Segments are read.
        case reading
        /// Pictures are encoded.
        case encoding
        /// The finished files are read again and held against the plan.
        case checking
    }

    /// What is being done.
    public var phase: Phase
    /// How much of it is done, in segments, pictures or clips.
    public var done: Int
    /// How much there is.
    public var total: Int
}
