internal import ElementaryStreams
internal import ExactTime

/// Derives the PTS of pictures that have none from the picture order counts of those that have one.
///
/// Between two pictures of one coded video sequence the PTS grows with the order count. Where a sequence has
/// two timed pictures, their distance is the measure; otherwise that of the sequence before. A sequence without
/// any timed picture begins one decoding interval behind the last picture shown before it. What cannot be
/// measured keeps the PTS it has.
enum OutputOrderInference {
    /// A picture of a sequence: its position among the units, and its order count.
    private struct Place {
        let unit: Int
        let count: Int
    }

    /// Replaces the PTS of the pictures without time; a PTS never becomes less than its DTS.
    static func fill(_ units: inout [AccessUnit], isTimed: [Bool], orders: [PictureOrder?]) {
        var measure: Rational?
        var lastShown = Int64.min / 2
        for sequence in sequences(units, orders) {
            let timed = sequence.filter { isTimed[$0.unit] }
            measure = ticksPerCount(units, timed) ?? measure
            guard let measure, var anchor = timed.first ?? sequence.first else { continue }
            if timed.isEmpty, anchor.unit > 0 {
                let step = units[anchor.unit].dts &- units[anchor.unit - 1].dts
                units[anchor.unit].pts = max(lastShown &+ step, units[anchor.unit].dts)
            }
            let first = anchor.unit
            for place in sequence where place.unit != first {
                if isTimed[place.unit] {
                    anchor = place
                    continue
                }
                let distance = (measure * Rational(Int128(place.count - anchor.count))).rounded(
                    .nearestTiesUp)
                let pts = units[anchor.unit].pts &+ Int64(clamping: distance)
                units[place.unit].pts = max(pts, units[place.unit].dts)
            }
            for place in sequence { lastShown = max(lastShown, units[place.unit].pts) }
        }
    }

    /// The pictures from one reset of the order count to the next.
    private static func sequences(_ units: [AccessUnit], _ orders: [PictureOrder?]) -> [[Place]] {
        var sequences: [[Place]] = []
        var current: [Place] = []
        var previous = 0
        for (unit, order) in orders.enumerated() {
            guard let order else { continue }
            if order.resets, !current.isEmpty {
                sequences.append(current)
                current = []
            }
            let count = order.count(after: previous)
            if units[unit].picture.isReference || order.resets { previous = count }
            current.append(Place(unit: unit, count: count))
        }
        return current.isEmpty ? sequences : sequences + [current]
    }

    private static func ticksPerCount(_ units: [AccessUnit], _ timed: [Place]) -> Rational? {
        guard let first = timed.first, let last = timed.last(where: { $0.count > first.count }) else {
            return nil
        }
        let ticks = units[last.unit].pts - units[first.unit].pts
        return ticks > 0 ? Rational(Int128(ticks), Int128(last.count - first.count)) : nil
    }
}
