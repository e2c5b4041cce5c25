internal import Segments

/// The segments read last, with their payload, up to a number of bytes.
struct RecentPayloads: Sendable {
    var limit: Int
    private var order: [Int] = []
    private var segments: [Int: DemuxedSegment] = [:]
    private var size = 0

    init(limit: Int) { self.limit = limit }

    subscript(segment: Int) -> DemuxedSegment? { segments[segment] }

    /// Forgets a segment and returns what was known.
    mutating func remove(_ segment: Int) -> DemuxedSegment? {
        guard let demuxed = segments.removeValue(forKey: segment) else { return nil }
        size -= demuxed.payloadSize
        order.removeAll { $0 == segment }
        return demuxed
    }

    mutating func insert(_ demuxed: DemuxedSegment, for segment: Int) {
        if let old = segments.updateValue(demuxed, forKey: segment) {
            size -= old.payloadSize
            order.removeAll { $0 == segment }
        }
        order.append(segment)
        size += demuxed.payloadSize
        while size > limit, order.count > 1 {
            size -= segments.removeValue(forKey: order.removeFirst())?.payloadSize ?? 0
        }
    }
}

extension DemuxedSegment {
    fileprivate var payloadSize: Int { payloads.reduce(0) { $0 + $1.bytes.count } }
}
