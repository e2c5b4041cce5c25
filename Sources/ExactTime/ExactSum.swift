/// Adds many fractions on one common scale, so that there is no division for each of them.
public struct ExactSum: Sendable {
    private var scale: Int128 = 1
    private var total: Int128 = 0
    /// The sum so far, once it no longer fits on a common scale.
    private var overflowed: Rational?

    /// Nothing added yet: zero.
    public init() {}

    /// The exact sum of everything added.
    public var value: Rational { overflowed ?? Rational(total, scale) }

    /// Adds `term`.
    public mutating func add(_ term: Rational) {
        if let sum = overflowed {
            overflowed = sum + term
        } else if !addOnScale(term) {
            overflowed = Rational(total, scale) + term
        }
    }

    private mutating func addOnScale(_ term: Rational) -> Bool {
        var factor: Int128 = 1
        if term.denominator != scale {
            // What the scale lacks to be a multiple of the denominator, and then the multiple.
            let missing = scale % term.denominator == 0 ? 1 : Rational(term.denominator, scale).numerator
            let (newScale, scaleOverflow) = scale.multipliedReportingOverflow(by: missing)
            let (newTotal, totalOverflow) = total.multipliedReportingOverflow(by: missing)
            guard !scaleOverflow, !totalOverflow else { return false }
            scale = newScale
            total = newTotal
            factor = scale / term.denominator
        }
        let (addend, overflow) = term.numerator.multipliedReportingOverflow(by: factor)
        let (sum, carry) = total.addingReportingOverflow(addend)
        guard !overflow, !carry else { return false }
        total = sum
        return true
    }
}
