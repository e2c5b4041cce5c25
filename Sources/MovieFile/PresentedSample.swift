public import ExactTime

/// One showing of a sample on the movie's timeline.
///
/// It holds whole numbers in a clock that counts both the track's and the movie's ticks; the exact times are
/// made of them when they are asked for.
public struct PresentedSample: Sendable {
    /// The sample's position in decoding order.
    public let index: Int
    /// Units of the common clock, like all that follow.
    let startUnits: Int128
    let endUnits: Int128
    let headUnits: Int128
    let tailUnits: Int128
    /// Units a second, greater than zero.
    let unitsPerSecond: Int128

    /// When it begins to be shown.
    public var start: MediaInstant { MediaInstant(duration(startUnits)) }
    /// When it stops: at the next one's start, or where the edit ends.
    public var end: MediaInstant { MediaInstant(duration(endUnits)) }
    /// What the edit hides of its beginning.
    public var headTrim: MediaDuration { duration(headUnits) }
    /// What the edit hides of its end.
    public var tailTrim: MediaDuration { duration(tailUnits) }
    /// Nothing of it is hidden.
    public var isWhole: Bool { headUnits == 0 && tailUnits == 0 }

    private func duration(_ units: Int128) -> MediaDuration { MediaDuration(Rational(units, unitsPerSecond)) }
}
