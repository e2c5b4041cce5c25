/// The length of one tick of a clock, in seconds: 1/90000 for MPEG-TS, 1/48000 for a 48 kHz track.
public struct TimeBase: Sendable, Hashable {
    /// The upper part of the fraction, greater than zero.
    public let numerator: Int64
    /// The lower part of the fraction, greater than zero.
    public let denominator: Int64

    /// Makes a time base; `nil` unless both parts are positive and fit in 32 bits, as containers store them.
    public init?(_ numerator: Int64, _ denominator: Int64) {
        guard (1...Int64(UInt32.max)).contains(numerator), (1...Int64(UInt32.max)).contains(denominator)
        else { return nil }
        self.numerator = numerator
        self.denominator = denominator
    }

    private init(hertz: Int64) {
        numerator = 1
        denominator = hertz
    }

    /// The clock of MPEG-2 transport streams, 90 kHz (ISO/IEC 13818-1, 2.4.3.7).
    public static let mpeg = TimeBase(hertz: 90_000)

    /// The span of `ticks` ticks.
    public func duration(_ ticks: Int64) -> MediaDuration {
        MediaDuration(Rational(Int128(ticks) * Int128(numerator), Int128(denominator)))
    }

    /// The number of ticks in `duration`, `rounding` deciding what lies between two ticks.
    ///
    /// - Returns: `nil` where the count does not fit in 64 bits.
    public func ticks(in duration: MediaDuration, rounding: Rounding) -> Int64? {
        Int64(
            exactly: (duration.seconds * Rational(Int128(denominator), Int128(numerator))).rounded(rounding))
    }
}

extension TimeBase: CustomStringConvertible {
    /// The fraction as text, `1/90000`.
    public var description: String { "\(numerator)/\(denominator)" }
}
