public import ExactTime

/// Turns the timestamps of one stream of one segment into whole ticks of a clip, exactly rounded.
public struct TickScale: Sendable, Hashable {
    private let clock: SegmentClock
    private let base: Rational
    private let step: Rational
    /// Where ticks of the source are a whole number of the clip's, rounding concerns the base alone.
    private let whole: (base: Int64, step: Int64)?

    /// - Parameters:
    ///   - clock: How the source's timestamps lie on the media clock.
    ///   - origin: The instant of the clip's tick 0.
    ///   - hertz: The clip's ticks a second.
    public init(_ clock: SegmentClock, origin: MediaInstant, hertz: Int64) {
        self.clock = clock
        base = (clock.offset - origin).seconds * Rational(Int128(hertz))
        step = Rational(
            Int128(clock.timeBase.numerator) * Int128(hertz), Int128(clock.timeBase.denominator))
        if step.denominator == 1, let step = Int64(exactly: step.numerator),
            let base = Int64(exactly: base.rounded(.nearestTiesUp))
        {
            whole = (base, step)
        } else {
            whole = nil
        }
    }

    /// The clip's tick nearest to a timestamp, ties up; held within ±2^62.
    public func tick(of pts: Int64) -> Int64 {
        if let whole {
            let (product, overflows) = pts.multipliedReportingOverflow(by: whole.step)
            let (sum, overflowsToo) = product.addingReportingOverflow(whole.base)
            if !overflows, !overflowsToo { return sum }
        }
        let limit: Int128 = 1 << 62
        let exact = (base + Rational(Int128(pts)) * step).rounded(.nearestTiesUp)
        return Int64(Swift.min(Swift.max(exact, -limit), limit))
    }

    /// The smallest timestamp that is not before `instant`.
    public func firstTimestamp(notBefore instant: MediaInstant) -> Int64 {
        clock.timeBase.ticks(in: instant - clock.offset, rounding: .up) ?? .max
    }

    /// The smallest timestamp behind `instant`.
    public func firstTimestamp(behind instant: MediaInstant) -> Int64 {
        let last = clock.timeBase.ticks(in: instant - clock.offset, rounding: .down) ?? .max
        return last == .max ? .max : last + 1
    }

    /// Two scales are equal where they were made of equal parts.
    public static func == (left: TickScale, right: TickScale) -> Bool {
        left.clock == right.clock && left.base == right.base && left.step == right.step
    }

    /// Hashes what equality compares.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(clock)
        hasher.combine(base)
        hasher.combine(step)
    }
}
