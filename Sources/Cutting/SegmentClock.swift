public import ExactTime

/// How the timestamps of one stream of one segment become instants on a snapshot's media clock.
public struct SegmentClock: Sendable, Hashable {
    /// The instant of tick 0.
    public var offset: MediaInstant
    /// What one tick lasts.
    public var timeBase: TimeBase

    /// Places a stream.
    public init(offset: MediaInstant, timeBase: TimeBase) {
        self.offset = offset
        self.timeBase = timeBase
    }

    /// When a timestamp is due.
    public func instant(of ticks: Int64) -> MediaInstant { offset + timeBase.duration(ticks) }
}
