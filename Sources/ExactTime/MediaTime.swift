/// An exact span of time; may be negative.
public struct MediaDuration: Sendable, Hashable {
    /// The length in seconds.
    public let seconds: Rational

    /// A span of `seconds`.
    public init(_ seconds: Rational) { self.seconds = seconds }

    /// A span of whole milliseconds.
    public init(milliseconds: Int64) { seconds = Rational(Int128(milliseconds), 1000) }

    /// No time at all.
    public static let zero = MediaDuration(.zero)

    /// The length without its sign.
    public var magnitude: MediaDuration { MediaDuration(seconds.magnitude) }

    /// The sum, exact.
    public static func + (left: MediaDuration, right: MediaDuration) -> MediaDuration {
        MediaDuration(left.seconds + right.seconds)
    }

    /// The difference, exact.
    public static func - (left: MediaDuration, right: MediaDuration) -> MediaDuration {
        MediaDuration(left.seconds - right.seconds)
    }

    /// The same length in the other direction.
    public static prefix func - (value: MediaDuration) -> MediaDuration { MediaDuration(-value.seconds) }

    /// Adds in place.
    public static func += (left: inout MediaDuration, right: MediaDuration) { left = left + right }
}

/// An exact point on an axis; by itself it does not say which axis, its owner does.
///
/// Two instants cannot be added: only instant − instant (a duration) and instant ± duration compile.
public struct MediaInstant: Sendable, Hashable {
    /// Where the point lies, as a span from the axis's zero.
    public let sinceZero: MediaDuration

    /// The point `sinceZero` away from zero.
    public init(_ sinceZero: MediaDuration) { self.sinceZero = sinceZero }

    /// The point of `milliseconds` whole milliseconds.
    public init(milliseconds: Int64) { sinceZero = MediaDuration(milliseconds: milliseconds) }

    /// The axis's own zero.
    public static let zero = MediaInstant(.zero)

    /// The span from `right` to `left`.
    public static func - (left: MediaInstant, right: MediaInstant) -> MediaDuration {
        left.sinceZero - right.sinceZero
    }

    /// The point `right` later.
    public static func + (left: MediaInstant, right: MediaDuration) -> MediaInstant {
        MediaInstant(left.sinceZero + right)
    }

    /// The point `right` earlier.
    public static func - (left: MediaInstant, right: MediaDuration) -> MediaInstant {
        MediaInstant(left.sinceZero - right)
    }
}

extension MediaDuration: Comparable {
    /// Exact comparison.
    public static func < (left: MediaDuration, right: MediaDuration) -> Bool { left.seconds < right.seconds }
}

extension MediaInstant: Comparable {
    /// Exact comparison: earlier is less.
    public static func < (left: MediaInstant, right: MediaInstant) -> Bool {
        left.sinceZero < right.sinceZero
    }
}

/// A half-open span `[start, end)`: the in point belongs to it, the out point does not.
public struct TimeRange: Sendable, Hashable {
    /// The in point, included.
    public let start: MediaInstant
    /// The out point, excluded.
    public let end: MediaInstant

    /// Makes the range; `nil` where `end` lies before `start`.
    public init?(start: MediaInstant, end: MediaInstant) {
        guard start <= end else { return nil }
        self.start = start
        self.end = end
    }

    /// The length.
    public var duration: MediaDuration { end - start }

    /// Whether `instant` lies in the range.
    public func contains(_ instant: MediaInstant) -> Bool { start <= instant && instant < end }
}
