internal import ElementaryStreams

/// Finds decoding timestamps that do not follow the one before.
enum TimestampJumps {
    /// Ten seconds of the 90 kHz clock.
    private static let limit: Int64 = 900_000
    /// Jumps listed for one stream.
    private static let countLimit = 16

    /// The steps back and the jumps by more than ten seconds, at most sixteen.
    static func find(_ units: [AccessUnit], stream: Int) -> [Defect] {
        var found: [Defect] = []
        for (before, unit) in zip(units, units.dropFirst()) {
            let step = unit.dts &- before.dts
            guard step < 0 || step > limit else { continue }
            found.append(.timestampJump(stream: stream, position: unit.position, ticks: step))
            if found.count == countLimit { break }
        }
        return found
    }
}
