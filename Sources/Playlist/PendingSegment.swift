internal import ExactTime

/// The tags that wait for the URI of their segment.
struct PendingSegment {
    /// What an EXTINF says.
    struct Duration {
        let duration: MediaDuration
        let title: String?
        let line: Int
    }

    var duration: Duration?
    var byteRange: (length: Int64, offset: Int64?)?
    var isDiscontinuity = false
    var isGap = false
    var programDateTime: WallClock?
    var parts: [PartialSegment] = []
}
