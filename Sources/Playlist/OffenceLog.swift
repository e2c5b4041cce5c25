/// Collects offences; keeps the places of the first thousand of a kind, and counts the rest.
struct OffenceLog {
    private(set) var offences: [Offence] = []
    private var counts: [Offence.Kind: Int] = [:]

    /// Whether another offence of `kind` is kept; if not, there is no need to describe it.
    mutating func hasRoom(for kind: Offence.Kind) -> Bool {
        let count = counts[kind, default: 0]
        counts[kind] = count + 1
        return count < PlaylistLimits.offencesPerKind
    }

    mutating func append(_ offence: Offence) { offences.append(offence) }

    /// How many offences of each kind were not kept.
    var omitted: [Offence.Kind: Int] {
        counts.compactMapValues {
            $0 > PlaylistLimits.offencesPerKind ? $0 - PlaylistLimits.offencesPerKind : nil
        }
    }
}
