/// Where the chunks of a track lie and how many samples each has (`stsc`, `stco`; ISO/IEC 14496-12 8.7).
struct ChunkMap: Sendable, Hashable {
    /// Chunks from `first` (from 0) to the next run's, which are alike.
    struct Run: Sendable, Hashable {
        var first: Int
        var sampleCount: UInt32
        /// From 0.
        var sampleEntry: Int
    }

    let offsets: [UInt64]
    /// `first` increases strictly.
    let runs: [Run]

    /// Samples in all chunks; `Int.max` where that is more than fits.
    var sampleCount: Int {
        var total = 0
        for (index, run) in runs.enumerated() {
            let end = index + 1 < runs.count ? runs[index + 1].first : offsets.count
            let chunks = Swift.max(0, Swift.min(end, offsets.count) - run.first)
            let product = chunks.multipliedReportingOverflow(by: Int(run.sampleCount))
            let sum = total.addingReportingOverflow(product.partialValue)
            if product.overflow || sum.overflow { return Int.max }
            total = sum.partialValue
        }
        return total
    }

    /// Gives the chunks one after the other.
    struct Cursor {
        private let map: ChunkMap
        private(set) var chunk = 0
        private var run = 0

        init(_ map: ChunkMap) { self.map = map }

        mutating func next() -> (offset: UInt64, sampleCount: Int, sampleEntry: Int)? {
            while run + 1 < map.runs.count, map.runs[run + 1].first <= chunk { run += 1 }
            guard chunk < map.offsets.count, run < map.runs.count, map.runs[run].first <= chunk else {
                return nil
            }
            defer { chunk += 1 }
            return (map.offsets[chunk], Int(map.runs[run].sampleCount), map.runs[run].sampleEntry)
        }
    }
}
