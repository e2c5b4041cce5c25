import ExactTime
import Testing

@Suite("Fractions are exact") struct RationalTests {
    @Test("a fraction is kept in lowest terms")
    func lowestTerms() {
        #expect(Rational(6, 4) == Rational(3, 2))
        #expect(Rational(-6, 4).numerator == -3)
        #expect(Rational(0, 7) == .zero)
    }

    @Test("ten thousand odd durations add up to exactly their sum")
    func sum() {
        var total = Rational.zero
        for _ in 0..<10_000 { total = total + Rational(2_002_333, 1_000_000) }
        #expect(total == Rational(20_023_330_000, 1_000_000))
    }

    @Test(
        "rounding names its direction",
        arguments: [
            (Rational(5, 2), Rounding.down, 2), (Rational(5, 2), .up, 3), (Rational(5, 2), .nearestTiesUp, 3),
            (Rational(-5, 2), .down, -3), (Rational(-5, 2), .up, -2), (Rational(-5, 2), .nearestTiesUp, -2),
            (Rational(7, 3), .nearestTiesUp, 2), (Rational(-7, 3), .nearestTiesUp, -2), (Rational(4), .up, 4),
        ] as [(Rational, Rounding, Int)])
    func rounding(value: Rational, rounding: Rounding, expected: Int) {
        #expect(value.rounded(rounding) == Int128(expected))
    }

    @Test("comparison needs no common denominator that fits")
    func comparison() {
        let huge = Int128.max
        #expect(Rational(huge - 1, huge) < Rational(1))
        #expect(Rational(huge - 2, huge - 1) < Rational(huge - 1, huge))
        #expect(Rational(-1, 3) < Rational(-1, 4))
    }

    @Test("arithmetic beyond 128 bits rounds to an attosecond and never traps")
    func overflow() {
        // Primes below 2^32 as time scales: their product does not fit.
        let scales: [Int128] = [4_294_967_291, 4_294_967_279, 4_294_967_231, 4_294_967_197, 4_294_967_189]
        var sum = Rational.zero
        for scale in scales { sum = sum + Rational(scale - 1, scale) }
        #expect(sum > Rational(4_999_999_990, 1_000_000_000))
        #expect(sum < Rational(5))
        let extreme = Rational(.max) + Rational(.max, 7) * Rational(.min, 3)
        #expect(extreme < Rational(.max))
        #expect(-Rational(.min) == Rational(.max))
    }

    @Test("division inverts multiplication, with either sign")
    func division() {
        for value in [Rational(7, 3), Rational(-7, 3)] {
            #expect(Rational(5, 2) * value / value == Rational(5, 2))
        }
    }
}
