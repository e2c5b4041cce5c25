internal import ElementaryStreams
internal import ExactTime

/// Derives the timestamps of access units that have none from their neighbours'.
enum TimestampInference {
    /// What is assumed where nothing says how far apart pictures are: 30 a second.
    private static let usualInterval = Rational(3000)

    /// Spreads units without time evenly between the timed ones around them; before the first and behind the
    /// last, `interval` ticks apart, or as far as the timed ones are on average. The distance from DTS to PTS
    /// is that of the timed unit before.
    ///
    /// - Returns: How many were without.
    static func fill(_ units: inout [AccessUnit], isTimed: [Bool], interval: Rational?) -> Int {
        let timed = isTimed.indices.filter { isTimed[$0] }
        let missing = units.count - timed.count
        guard missing > 0 else { return 0 }
        guard let first = timed.first, let last = timed.last else {
            for index in units.indices {
                units[index].dts = Int64(clamping: scaled(interval ?? usualInterval, index))
                units[index].pts = units[index].dts
            }
            return missing
        }
        let step = interval ?? average(units, first, last)
        for index in 0..<first { derive(&units, index, from: first, step) }
        for (low, high) in zip(timed, timed.dropFirst()) where high - low > 1 {
            let (distance, overflow) = units[high].dts.subtractingReportingOverflow(units[low].dts)
            let isUsable = !overflow && distance > 0
            let even = isUsable ? Rational(Int128(distance), Int128(high - low)) : step
            for index in low + 1..<high { derive(&units, index, from: low, even) }
        }
        for index in last + 1..<max(units.count, last + 1) { derive(&units, index, from: last, step) }
        return missing
    }

    /// Counts back from the first timed audio frame to those before it.
    ///
    /// - Returns: How many frames of all are without a timestamp that they follow from.
    static func countBack(_ units: inout [AccessUnit], isTimed: [Bool]) -> Int {
        if let first = isTimed.firstIndex(of: true) {
            for index in stride(from: first - 1, through: 0, by: -1) {
                units[index].pts = units[index + 1].pts - (units[index].duration ?? 0)
                units[index].dts = units[index].pts
            }
        }
        return isTimed.count { !$0 }
    }

    /// Gives packets without time that of the packet before.
    static func repeatLast(_ units: inout [AccessUnit], isTimed: [Bool]) -> Int {
        for index in units.indices.dropFirst() where !isTimed[index] {
            units[index].pts = units[index - 1].pts
            units[index].dts = units[index - 1].dts
        }
        return isTimed.count { !$0 }
    }

    private static func average(_ units: [AccessUnit], _ first: Int, _ last: Int) -> Rational {
        guard last > first else { return usualInterval }
        let distance = units[last].dts &- units[first].dts
        return distance > 0 ? Rational(Int128(distance), Int128(last - first)) : usualInterval
    }

    private static func derive(
        _ units: inout [AccessUnit], _ index: Int, from anchor: Int, _ step: Rational
    ) {
        let offset = Int64(clamping: scaled(step, index - anchor))
        units[index].dts = units[anchor].dts &+ offset
        units[index].pts = units[anchor].pts &+ offset
    }

    private static func scaled(_ step: Rational, _ count: Int) -> Int128 {
        (step * Rational(Int128(count))).rounded(.nearestTiesUp)
    }
}
