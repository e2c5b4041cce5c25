/// The samples of a track as its edit list has them shown, edit by edit in presentation order.
///
/// A sample stands from its composition time to that of the next one, the last for its own duration.
/// Without an edit list all of the media is shown, at its composition times. A sample that two edits show comes
/// twice; one that none shows does not come.
public struct MoviePresentation: Sequence, Sendable {
    private struct Edit {
        /// In ticks of the movie; `nil` where movie and media times are one.
        var start: Int128?
        /// In ticks of the track.
        var mediaTime: Int64
        /// In ticks of the movie; `nil` for the rest of the media.
        var duration: UInt64?
    }

    private let order: [UInt32]
    private let times: [Int64]
    private let mediaEnd: Int64
    private let edits: [Edit]
    private let timeScale: Int128
    private let movieTimeScale: Int128

    private static let sampleLimit = 4_000_000

    init(of track: MovieTrack) throws(MovieReadError) {
        let count = track.samples.count
        guard count <= Self.sampleLimit else { throw .tooManySamples(track: track.id, count: count) }
        var times: [Int64] = []
        var order: [UInt32] = []
        times.reserveCapacity(count)
        order.reserveCapacity(count)
        var last: (pts: Int64, end: Int64)?
        var isSorted = true
        for sample in track.samples {
            if let previous = times.last, sample.pts < previous { isSorted = false }
            times.append(sample.pts)
            order.append(UInt32(truncatingIfNeeded: sample.index))
            if sample.pts >= last?.pts ?? Int64.min {
                last = (sample.pts, sample.pts &+ Int64(sample.duration))
            }
        }
        if !isSorted {
            order.sort { left, right in
                let (first, second) = (times[Int(left)], times[Int(right)])
                return first == second ? left < right : first < second
            }
            times.sort()
        }
        self.order = order
        self.times = times
        mediaEnd = last?.end ?? 0
        timeScale = Int128(track.timeScale)
        movieTimeScale = Int128(track.movieTimeScale)
        edits = try Self.edits(of: track, firstTime: times.first ?? 0)
    }

    private static func edits(of track: MovieTrack, firstTime: Int64) throws(MovieReadError) -> [Edit] {
        // Composition times below 0 are shown too: the edit reaches back to the first.
        let first = Swift.min(0, firstTime)
        guard !track.edits.isEmpty else { return [Edit(start: nil, mediaTime: first, duration: nil)] }
        var edits: [Edit] = []
        var start: Int128 = 0
        for (index, edit) in track.edits.enumerated() {
            if let mediaTime = edit.mediaTime {
                guard edit.rate == EditListEntry.normalRate else {
                    throw .editRate(track: track.id, edit: index, rate: edit.rate)
                }
                let duration = edit.segmentDuration > 0 ? edit.segmentDuration : nil
                edits.append(Edit(start: start, mediaTime: mediaTime, duration: duration))
            }
            start += Int128(edit.segmentDuration)
        }
        return edits
    }

    /// The showings from the first on.
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Makes the showings.
    public struct Iterator: IteratorProtocol {
        private let presentation: MoviePresentation
        private var edit = 0
        private var position: Int?

        init(_ presentation: MoviePresentation) { self.presentation = presentation }

        /// The next showing; `nil` behind the last one.
        public mutating func next() -> PresentedSample? {
            while edit < presentation.edits.count {
                let index = position ?? presentation.firstPosition(inEdit: edit)
                if let shown = presentation.showing(at: index, inEdit: edit) {
                    position = index + 1
                    // Of samples with one composition time only the last is ever seen.
                    if shown.startUnits < shown.endUnits { return shown }
                } else {
                    edit += 1
                    position = nil
                }
            }
            return nil
        }
    }

    private func end(at position: Int) -> Int64 {
        position + 1 < times.count ? times[position + 1] : mediaEnd
    }

    /// The first position whose sample ends behind the edit's beginning.
    private func firstPosition(inEdit index: Int) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if end(at: middle) > edits[index].mediaTime { high = middle } else { low = middle + 1 }
        }
        return low
    }

    private func showing(at position: Int, inEdit index: Int) -> PresentedSample? {
        guard position < times.count else { return nil }
        let edit = edits[index]
        let (from, to) = (times[position], end(at: position))
        // In units of which a tick of the track has movieTimeScale and a tick of the movie timeScale, counted
        // from the edit's beginning on.
        let head = (Int128(from) - Int128(edit.mediaTime)) * movieTimeScale
        let tail = (Int128(to) - Int128(edit.mediaTime)) * movieTimeScale
        let limit = edit.duration.map { Int128($0) * timeScale } ?? Int128.max
        guard head < limit else { return nil }
        let start = Swift.max(head, 0)
        let stop = Swift.min(limit, tail)
        let origin = edit.start.map { $0 * timeScale } ?? Int128(edit.mediaTime) * movieTimeScale
        return PresentedSample(
            index: Int(order[position]), startUnits: origin + start, endUnits: origin + stop,
            headUnits: start - head, tailUnits: tail - stop, unitsPerSecond: timeScale * movieTimeScale)
    }
}
