/// A segment's index together with the payload that a decoder needs.
public struct DemuxedSegment: Sendable {
    /// What is where.
    public var index: SegmentIndex
    /// For each stream of the index, in the same order: the access units' bytes.
    public var payloads: [Payload]

    /// Joins an index and its payloads.
    public init(index: SegmentIndex, payloads: [Payload]) {
        self.index = index
        self.payloads = payloads
    }

    /// One stream's access units, one behind the other.
    public struct Payload: Sendable {
        /// All bytes.
        public var bytes: [UInt8]
        /// Where each access unit lies in ``bytes``, in the order of ``StreamIndex/accessUnits``.
        public var ranges: [Range<Int>]

        /// Joins bytes and ranges.
        public init(bytes: [UInt8] = [], ranges: [Range<Int>] = []) {
            self.bytes = bytes
            self.ranges = ranges
        }
    }
}

/// Why bytes are no media segment at all; anything less is a ``Defect``.
public enum SegmentError: Error, Sendable, Hashable {
    /// There are no bytes.
    case empty
    /// Neither sync bytes, boxes nor audio frames: with what the first bytes look like (`HTML`, `text`, hex).
    case notMedia(looksLike: String)
    /// fMP4 without an initialization section that describes its tracks.
    case missingInitialization
    /// A structure that contradicts itself so that nothing after it can be trusted.
    case malformed(what: String, position: Int)
}

/// How a segment is read.
public struct SegmentReading: Sendable {
    /// The initialization section (EXT-X-MAP) that applies, for fMP4.
    public var initialization: [UInt8]?
    /// The bytes are only the beginning of the segment: a missing end is no defect, and an access unit that
    /// may be incomplete is left out.
    public var isHead: Bool
    /// Keep the streams' payload; without it ``DemuxedSegment/payloads`` is empty and memory stays small.
    public var keepsPayload: Bool

    /// Reads a whole segment with its payload unless said otherwise.
    public init(initialization: [UInt8]? = nil, isHead: Bool = false, keepsPayload: Bool = true) {
        self.initialization = initialization
        self.isHead = isHead
        self.keepsPayload = keepsPayload
    }
}
