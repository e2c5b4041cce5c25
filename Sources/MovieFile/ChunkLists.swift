/// A plan seen from the tracks: where their chunks lie and how many samples each has.
struct ChunkLists {
    /// By track: offsets from the payload's first byte.
    var offsets: [[UInt64]]
    /// By track: samples in each chunk.
    var sampleCounts: [[UInt32]]

    init(_ plan: InterleavePlan, trackCount: Int) {
        offsets = Array(repeating: [], count: trackCount)
        sampleCounts = Array(repeating: [], count: trackCount)
        for run in plan.runs {
            offsets[run.track].append(run.payloadOffset)
            sampleCounts[run.track].append(UInt32(truncatingIfNeeded: run.samples.count))
        }
    }
}
