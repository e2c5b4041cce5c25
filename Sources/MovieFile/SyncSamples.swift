/// Which samples decoding can begin at: all, or those named (`stss`, ISO/IEC 14496-12 8.6.2).
struct SyncSamples: Sendable, Hashable {
    /// Positions from 0, increasing; `nil` while every sample is one.
    private(set) var positions: [UInt32]?

    /// All of them.
    init() {}

    /// Those at `positions`, in any order.
    init(positions: [UInt32]) {
        let isIncreasing = zip(positions, positions.dropFirst()).allSatisfy { $0 < $1 }
        self.positions = isIncreasing ? positions : Set(positions).sorted()
    }

    var isAll: Bool { positions == nil }

    /// Notes the sample at `position`, all before it having been noted.
    mutating func append(_ isSync: Bool, at position: Int) {
        if positions == nil {
            guard !isSync else { return }
            positions = (0..<position).map { UInt32(truncatingIfNeeded: $0) }
        } else if isSync {
            positions?.append(UInt32(truncatingIfNeeded: position))
        }
    }

    var storageByteCount: Int { (positions?.capacity ?? 0) * MemoryLayout<UInt32>.stride }

    /// Answers for one sample after the other, from the first.
    struct Cursor {
        private let positions: [UInt32]?
        private var next = 0
        private var position = 0

        init(_ sync: SyncSamples) { positions = sync.positions }

        mutating func nextIsSync() -> Bool {
            guard let positions else { return true }
            defer { position += 1 }
            guard next < positions.count, Int(positions[next]) == position else { return false }
            next += 1
            return true
        }
    }
}
