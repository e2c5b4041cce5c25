/// Where a piece of sound was found in another.
public struct SoundMatch: Sendable {
    /// How many samples later than expected the source has it: positive where the clip runs ahead.
    public var lag: Int
    /// Normalised correlation there, 1 for equal sound.
    public var correlation: Float

    /// As far as is searched where the sound is not where it should be.
    public static let reach = 3000

    /// Looks for `piece` around the place in `source` where it should be.
    ///
    /// The neighbourhood of a few samples comes first; only where that holds nothing convincing is everything within
    /// ``reach`` searched.
    public static func find(_ piece: [Float], in source: [Float], at expected: Int) -> SoundMatch {
        let near = best(piece, source, expected, -8...8)
        if near.correlation >= 0.9 { return near }
        let far = best(Array(piece.prefix(512)), source, expected, -reach...reach)
        // The shorter piece is less certain: it must be far better to be believed.
        return far.correlation > near.correlation + 0.2 ? far : near
    }

    private static func best(
        _ piece: [Float], _ source: [Float], _ expected: Int, _ lags: ClosedRange<Int>
    ) -> SoundMatch {
        var best = SoundMatch(lag: 0, correlation: -2)
        let own = piece.reduce(0) { $0 + $1 * $1 }
        for lag in lags {
            let begin = expected + lag
            guard begin >= 0, begin + piece.count <= source.count else { continue }
            var product: Float = 0
            var energy: Float = 0
            for place in piece.indices {
                let sample = source[begin + place]
                product += piece[place] * sample
                energy += sample * sample
            }
            let correlation = product / max((own * energy).squareRoot(), .leastNormalMagnitude)
            if correlation > best.correlation { best = SoundMatch(lag: lag, correlation: correlation) }
        }
        return best
    }
}
