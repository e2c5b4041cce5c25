internal import ExactTime

// A jump of the timestamps that no tag announces shows as a step of (timestamps − playlist clock). Reading every
// segment to look for steps would read the whole snapshot for one frame, so the search halves. Where the difference
// is the same at both ends of a range, up to the threshold, nothing jumps between. Where it grows evenly, EXTINF is
// off by the same amount every time; a staircase of jumps would miss the straight line somewhere, so several places
// at odd distances are held against it, and one border is looked at closely, for jumps at every single segment. A
// jump is believed only where the media itself shows it: the first DTS of a segment is not where the last frame of
// the segment before ends.
extension Timeline {
    /// The stretches of a run up to the one that holds `segment`; the last one reaches to the run's end.
    mutating func stretches(ofRun run: Int, through segment: Int) throws(Missing) -> [Range<Int>] {
        if let complete = memory.stretches[run] { return complete }
        let range = runs[run]
        guard let anchor = try anchor(ofRun: run), anchor.segment < segment else { return [range] }
        var search = memory.jumpSearches[run] ?? JumpSearch(through: anchor.segment)
        if search.through < segment,
            let last = slots[segment].isGap ? media(before: segment, in: range) : segment,
            search.through < last
        {
            search.jumps += try jumps(from: search.through, to: last, in: range, anchor: anchor)
            search.through = last
            memory.jumpSearches[run] = search
        }
        return Self.stretches(of: range, jumps: search.jumps.filter { $0 <= segment })
    }

    /// How far a run has been searched for jumps, and what was found; later questions go on from there.
    struct JumpSearch: Sendable {
        var through: Int
        var jumps: [Int] = []
    }

    private static func stretches(of range: Range<Int>, jumps: [Int]) -> [Range<Int>] {
        let starts = [range.lowerBound] + jumps
        let ends = jumps + [range.upperBound]
        return zip(starts, ends).map { $0..<$1 }
    }

    /// Looks at every pair of neighbours of every run; needs all heads, and each segment before a step.
    mutating func findAllStretches() throws(Missing) {
        for (run, range) in runs.enumerated() where memory.stretches[run] == nil {
            var jumps: [Int] = []
            if let anchor = try anchor(ofRun: run) {
                var current = anchor.segment
                while let next = media(after: current, in: range) {
                    if try isJump(from: current, to: next, anchor: anchor) { jumps.append(next) }
                    current = next
                }
            }
            memory.stretches[run] = Self.stretches(of: range, jumps: jumps)
        }
        memory.forgetPlacements()
    }

    private mutating func jumps(
        from low: Int, to high: Int, in range: Range<Int>, anchor: RunAnchor
    ) throws(Missing) -> [Int] {
        let step = try difference(at: high, anchor: anchor) - difference(at: low, anchor: anchor)
        guard step.magnitude > Self.jumpThreshold else { return [] }
        guard let middle = middleMedia(between: low, and: high, in: range) else {
            return try isJump(from: low, to: high, anchor: anchor) ? [high] : []
        }
        if try growsEvenly(from: low, to: high, by: step, in: range, anchor: anchor) { return [] }
        // What both halves need is asked for together.
        var found: [Int] = []
        var missing = Missing()
        for (from, to) in [(low, middle), (middle, high)] {
            do throws(Missing) {
                found += try jumps(from: from, to: to, in: range, anchor: anchor)
            } catch {
                missing.demands += error.demands
            }
        }
        if !missing.demands.isEmpty { throw missing }
        return found
    }

    /// Whether the difference grows by the same amount at every segment, and not by jumps.
    private mutating func growsEvenly(
        from low: Int, to high: Int, by step: MediaDuration, in range: Range<Int>, anchor: RunAnchor
    ) throws(Missing) -> Bool {
        guard high - low > Self.probes.count * 2 else { return false }
        let start = try difference(at: low, anchor: anchor)
        var missing = Missing()
        var isEven = true
        var places = Self.probes.map { low + (high - low) * $0 / 1000 }
        // A neighbour too: jumps at every second segment are on the line at every second one.
        places.append(places[0] + 1)
        for place in places where !slots[place].isGap {
            do throws(Missing) {
                let share = Rational(Int128(place - low), Int128(high - low))
                let line = MediaDuration(step.seconds * share)
                let deviation = try difference(at: place, anchor: anchor) - start - line
                if deviation.magnitude > Self.evennessTolerance { isEven = false }
            } catch {
                missing.demands += error.demands
            }
        }
        guard isEven else { return false }
        if !missing.demands.isEmpty { throw missing }
        // Only jumps at every single segment are left, and those must be large.
        let largest = MediaDuration(Self.jumpThreshold.seconds * Rational(Int128(high - low)))
        guard step.magnitude > largest, let next = media(after: low, in: range) else { return true }
        return try !isJump(from: low, to: next, anchor: anchor)
    }

    /// Where an even growth is probed, in thousandths of the range: no two of them in a simple proportion.
    private static let probes = [236, 500, 618]
    /// How far a probe may miss the line: a segment may begin with a few leading pictures where another has none.
    private static let evennessTolerance = MediaDuration(milliseconds: 250)

    private func middleMedia(between low: Int, and high: Int, in range: Range<Int>) -> Int? {
        let middle = low + (high - low) / 2
        if middle > low, !slots[middle].isGap { return middle }
        if let later = media(after: middle, in: range), later < high { return later }
        if let earlier = media(before: middle, in: range), earlier > low { return earlier }
        return nil
    }

    /// Timestamps minus playlist clock at a segment's start, both from the run's anchor.
    private mutating func difference(at segment: Int, anchor: RunAnchor) throws(Missing) -> MediaDuration {
        let timing = try head(segment)
        guard let first = timing.firstPTS else { return .zero }
        let clock = playlistStarts[segment] - playlistStarts[anchor.segment]
        let time = timing.timeBase.duration(first)
        let expected = anchor.time + clock
        return (timing.wraps ? unwrapped(time, near: expected) : time) - expected
    }

    /// Whether the timestamps of two neighbours with media are not continuous, by both clocks.
    private mutating func isJump(from low: Int, to high: Int, anchor: RunAnchor) throws(Missing) -> Bool {
        let step = try difference(at: high, anchor: anchor) - difference(at: low, anchor: anchor)
        guard step.magnitude > Self.jumpThreshold else { return false }
        let before = try whole(low)
        let after = try head(high)
        guard let last = before.units.last, let first = after.units.first else { return false }
        let lastEnd = before.timeBase.duration(last.dts) + Self.interval(before)
        var start = after.timeBase.duration(first.dts)
        if after.wraps { start = unwrapped(start, near: lastEnd) }
        let gaps = playlistStarts[high] - playlistStarts[low + 1]
        return (start - lastEnd - gaps).magnitude > Self.jumpThreshold
    }

    /// The usual distance of two pictures of a segment, in decoding order.
    private static func interval(_ timing: SegmentTiming) -> MediaDuration {
        let units = timing.units
        guard units.count > 1 else { return timing.nominalFrameDuration ?? .zero }
        return timing.timeBase.duration(units[units.count - 1].dts - units[units.count - 2].dts)
    }
}
