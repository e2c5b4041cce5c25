/// Units of sound that follow on from each other: one decoder, sample behind sample.
public struct SoundStretch: Sendable, Hashable {
    /// Units that a decoder must be given first and whose sound is dropped; they end where ``units`` begin.
    public let preroll: Range<Int>
    /// The units that are heard, the first and the last of them perhaps in part; never empty.
    public let units: Range<Int>
    /// Where the first sample of ``units`` lies, in samples from the in point; zero or less unless sound begins here.
    public let position: Int64
    /// Which samples are heard, counted from the in point; never empty.
    public let heard: Range<Int64>

    /// Samples of the first unit that are not heard.
    public var headTrim: Int64 { heard.lowerBound - position }
}
