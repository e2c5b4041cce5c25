/// Which access units a decoder must be given for a frame.
public enum DecodePath: Sendable, Hashable {
    /// Those from the first of these to the last, in decoding order; both ends are included.
    case from(UnitPlace, through: UnitPlace)
    /// Nothing that is left of the snapshot lets a decoder produce the frame: it depends on pictures before the
    /// beginning, or behind a break.
    case undecodable
}

/// An access unit by segment and place in decoding order.
public struct UnitPlace: Sendable, Hashable, Comparable {
    /// The media segment.
    public let segment: Int
    /// The place in ``StreamIndex/accessUnits`` of the segment's main stream.
    public let unit: Int

    /// Names an access unit.
    public init(segment: Int, unit: Int) {
        self.segment = segment
        self.unit = unit
    }

    /// Earlier in decoding order is less.
    public static func < (left: UnitPlace, right: UnitPlace) -> Bool {
        (left.segment, left.unit) < (right.segment, right.unit)
    }
}
