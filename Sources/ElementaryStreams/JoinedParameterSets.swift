/// Remembers the combined parameter sets of each SPS until one of the sets changes.
struct JoinedParameterSets: Sendable {
    /// Bytes that combined sets may have.
    private static let sizeLimit = 65_536
    /// How often sets may change before the stream counts as hostile and its sets are no longer combined.
    private static let changeLimit = 1024

    private var bySequence: [Int: ParameterSets] = [:]
    private var builds = 0

    /// Forgets everything: a set has changed.
    mutating func invalidate() { bySequence.removeAll(keepingCapacity: true) }

    /// The combined sets of an SPS, where they are known.
    subscript(sequence id: Int) -> ParameterSets? { bySequence[id] }

    /// Keeps `built` as the sets of an SPS and returns it; `nil` beyond the limit on changes.
    mutating func remember(_ built: ParameterSets?, sequence id: Int) -> ParameterSets? {
        guard builds < Self.changeLimit, let built else { return nil }
        builds += 1
        bySequence[id] = built
        return built
    }

    /// As many of `units` from the front as fit the limit.
    static func bounded(_ units: [[UInt8]]) -> [[UInt8]] {
        var total = 0
        return Array(
            units.prefix { unit in
                total += unit.count
                return total <= sizeLimit
            })
    }
}
