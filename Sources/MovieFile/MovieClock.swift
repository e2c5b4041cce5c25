import ExactTime

/// Conversions between the time scales of a movie and its tracks.
enum MovieClock {
    /// `ticks` of a scale in ticks of another.
    ///
    /// - Returns: `nil` where a scale is 0 or the result does not fit in 63 bits.
    static func convert(
        _ ticks: UInt64, from source: UInt32, to target: UInt32, rounding: Rounding
    ) -> UInt64? {
        guard source > 0, target > 0 else { return nil }
        let value = Rational(Int128(ticks) * Int128(target), Int128(source)).rounded(rounding)
        return Int64(exactly: value).map { UInt64(bitPattern: $0) }
    }
}
