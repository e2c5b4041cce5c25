internal import Cutting
internal import ExactTime
internal import Segments
internal import Timeline

/// Reads the sound of clips from the separate audio rendition: only the segments that overlap them.
///
/// Up to ``SnapshotOptions/jobs`` segments are read at a time and wait in memory until it is their turn.
struct SoundRendition {
    private let snapshot: Snapshot
    private let scratch: ScratchFile?
    private(set) var collectors: [SoundCollector]
    private let ranges: [TimeRange]
    private let slots: [SegmentSlot]
    /// Where each segment starts by the playlist's word.
    private let starts: [MediaInstant]
    /// Where the sound of each segment read so far begins on the media clock.
    private var read: [Int: MediaInstant?] = [:]

    /// - Parameters:
    ///   - slots: The rendition's segments.
    ///   - collectors: One a clip; what they have collected from other segments is left behind.
    ///   - scratch: Where the payload goes; `nil` for a plan.
    init(_ snapshot: Snapshot, slots: [SegmentSlot], collectors: [SoundCollector], scratch: ScratchFile?) {
        self.snapshot = snapshot
        self.scratch = scratch
        // Segments are counted anew: by the rendition's playlist.
        self.collectors = collectors.map { SoundCollector(for: $0.range) }
        self.slots = slots
        ranges = collectors.compactMap(\.range)
        var sum = ExactSum()
        starts = slots.map { slot in
            defer { sum.add(slot.duration.seconds) }
            return .zero + MediaDuration(sum.value)
        }
    }

    /// Fills the collectors.
    mutating func gather() async throws {
        guard !slots.isEmpty else { return }
        var wanted: Set<Int> = []
        for range in ranges { wanted.formUnion(try await segments(of: range)) }
        // The playlist is near the truth; from there one segment at a time at either end, until it is reached.
        while !wanted.isEmpty {
            try await take(wanted.subtracting(read.keys).sorted())
            wanted = []
            for collector in collectors {
                guard let seen = collector.segments else { continue }
                if collector.needsEarlier { wanted.insert(seen.lowerBound - 1) }
                if collector.needsLater { wanted.insert(seen.upperBound + 1) }
            }
            wanted.formIntersection(slots.indices)
            wanted.subtract(read.keys)
        }
    }

    /// The segments that the playlist puts into a range; one at least.
    ///
    /// EXTINF may drift away from the timestamps by minutes in some hours, so the first guess is set right by the
    /// timestamps of the segment that it leads to.
    private mutating func segments(of range: TimeRange) async throws -> ClosedRange<Int> {
        var shift = MediaDuration.zero
        var first = segment(at: range.start)
        for _ in 0..<3 {
            if read[first] == nil { try await take([first]) }
            guard let sound = read[first] ?? nil else { break }
            shift = starts[first] - sound
            let better = segment(at: range.start + shift)
            if better == first { break }
            first = better
        }
        return first...max(first, segment(at: range.end + shift))
    }

    /// The segment that holds an instant of the playlist clock; the nearest one beyond the ends.
    private func segment(at instant: MediaInstant) -> Int {
        var (low, high) = (0, starts.count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] <= instant { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }

    /// Reads segments, several at a time, and gives their sound to the collectors in order.
    private mutating func take(_ segments: [Int]) async throws {
        let (snapshot, ranges, scratch) = (snapshot, ranges, scratch)
        try await withThrowingTaskGroup(of: (Int, StoredSound?).self) { group in
            var ready: [Int: StoredSound?] = [:]
            var (started, done) = (0, 0)
            while done < segments.count {
                while started < segments.count, started - done < max(1, snapshot.options.jobs) {
                    let place = started
                    group.addTask {
                        let sound = try await snapshot.renditionSound(
                            of: segments[place], keeping: ranges, to: scratch)
                        return (place, sound)
                    }
                    started += 1
                }
                if let (place, sound) = try await group.next() { ready[place] = .some(sound) }
                while let sound = ready.removeValue(forKey: done) {
                    try offer(sound, segment: segments[done])
                    done += 1
                }
            }
        }
    }

    private mutating func offer(_ sound: StoredSound?, segment: Int) throws(PrecutError) {
        read[segment] = .some(sound?.start)
        for place in collectors.indices { try collectors[place].add(sound, segment: segment) }
    }
}

extension Snapshot {
    /// The sound of a rendition's segment; `nil` where there is none, or no place for it on the media clock.
    func renditionSound(
        of segment: Int, keeping ranges: [TimeRange], to scratch: ScratchFile?
    ) async throws -> StoredSound? {
        guard let audioSegments, !timeline.audioSlots[segment].isGap else { return nil }
        var payloads: [DemuxedSegment.Payload] = []
        let index: SegmentIndex?
        if scratch == nil {
            index = try await learnAudio(segment, isHead: false)
        } else {
            let demuxed = try await audioSegments.load(segment, keepsPayload: true)
            index = demuxed.index
            payloads = demuxed.payloads
        }
        guard let index, let place = index.streams.firstIndex(where: { $0.kind == .audio }) else {
            return nil
        }
        let stream = index.streams[place]
        let clock = try await ask { timeline in
            timeline.insertAudio(SegmentTiming(index, isWhole: true), at: segment)
            return timeline.renditionClock(of: segment, timeBase: stream.timeBase)
        }
        guard let clock else { return nil }
        return try StoredSound(
            stream, payloads.indices.contains(place) ? payloads[place] : nil, clock: clock, to: scratch,
            keeping: ranges)
    }
}
