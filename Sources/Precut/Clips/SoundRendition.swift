internal import Cutting
internal import ExactTime
internal import Segments
internal import Timeline

extension Snapshot {
    /// Collects the sound of clips from the separate audio rendition, reading only the segments that overlap them.
    ///
    /// Up to ``SnapshotOptions/jobs`` segments are read at a time and wait in memory until it is their turn.
    ///
    /// - Parameters:
    ///   - collectors: One a clip; new ones.
    ///   - scratch: Where the payload goes; `nil` for a plan.
    /// - Returns: The collectors, filled. Without a separate rendition they come back as they are.
    func gatherRendition(
        _ collectors: [SoundCollector], to scratch: ScratchFile?
    ) async throws -> [SoundCollector] {
        guard audioSegments != nil else { return collectors }
        let ranges = collectors.compactMap(\.range)
        var collectors = collectors
        var seen: Set<Int> = []
        var wanted: Set<Int> = []
        for range in ranges { wanted.formUnion(try await renditionSegments(of: range)) }
        // What the playlist says is near the truth; then one segment at a time at either end, until it is reached.
        while !wanted.isEmpty {
            seen.formUnion(wanted)
            try await forEachInOrder(wanted.sorted(), limit: options.jobs) { segment in
                try await self.renditionSound(of: segment, keeping: ranges, to: scratch)
            } use: { segment, sound in
                for place in collectors.indices { try collectors[place].add(sound, segment: segment) }
            }
            wanted = []
            for collector in collectors { wanted.formUnion(collector.wantedNeighbours) }
            wanted.formIntersection(timeline.audioSlots.indices)
            wanted.subtract(seen)
        }
        return collectors
    }

    /// The rendition's segments that the playlist puts into a range; one at least.
    ///
    /// EXTINF may drift away from the timestamps by minutes in some hours, so a first guess is set right by the
    /// timestamps of the segment that it leads to.
    private func renditionSegments(of range: TimeRange) async throws -> Range<Int> {
        let starts = timeline.audioStarts
        func segment(at instant: MediaInstant) -> Int {
            var (low, high) = (0, starts.count)
            while low < high {
                let middle = (low + high) / 2
                if starts[middle] <= instant { low = middle + 1 } else { high = middle }
            }
            return max(0, low - 1)
        }
        var shift = MediaDuration.zero
        var first = segment(at: range.start)
        for _ in 0..<3 {
            guard let sound = try await ask({ $0.renditionStart(of: first) }) else { break }
            shift = starts[first] - sound
            let better = segment(at: range.start + shift)
            if better == first { break }
            first = better
        }
        return first..<max(first, segment(at: range.end + shift)) + 1
    }
}
