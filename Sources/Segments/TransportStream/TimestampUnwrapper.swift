/// Unwraps 33-bit timestamps of all streams of a segment jointly.
///
/// The first one read (the DTS where a PES packet states both) stays as it is; every other DTS becomes the
/// value nearest to it, and every PTS the value nearest to its own DTS. A segment is far shorter than half a
/// wrap (13.25 hours), so this is right wherever the wrap falls.
struct TimestampUnwrapper: Sendable {
    private static let cycle: Int64 = 1 << 33
    private var reference: Int64?

    /// Unwraps the times of one PES packet; `nil` where it has no PTS.
    mutating func times(_ header: PESHeader) -> (pts: Int64, dts: Int64)? {
        guard let pts = header.pts else { return nil }
        let stated = header.dts ?? pts
        let reference = reference ?? stated
        self.reference = reference
        let dts = Self.nearest(stated, to: reference)
        return (Self.nearest(pts, to: dts), dts)
    }

    /// The value that equals `timestamp` modulo 2^33 and lies within half a wrap of `reference`.
    static func nearest(_ timestamp: Int64, to reference: Int64) -> Int64 {
        let distance = (timestamp &- reference) & (cycle - 1)
        return reference + (distance >= cycle / 2 ? distance - cycle : distance)
    }
}
