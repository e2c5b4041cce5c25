internal import ExactTime

/// How a segment's ticks become instants: `offset + ticks + shift`.
struct Placement: Sendable {
    /// The instant of tick 0 after ``shift``.
    var offset: MediaInstant
    /// A multiple of 2^33 that undoes the wrap of MPEG timestamps; 0 elsewhere.
    var shift: Int64
}

/// The first segment with media in a marked run.
struct RunAnchor: Sendable {
    var segment: Int
    /// Its first PTS as a span from tick 0.
    var time: MediaDuration
}

extension Timeline {
    /// One wrap of a 33-bit timestamp (ISO/IEC 13818-1, 2.4.3.7).
    static let wrap: Int64 = 1 << 33

    /// The instant of a timestamp of `segment`.
    mutating func instant(_ ticks: Int64, in segment: Int) throws(Missing) -> MediaInstant {
        let placement = try placement(of: segment)
        let timing = try head(segment)
        return placement.offset + timing.timeBase.duration(ticks + placement.shift)
    }

    /// How `segment` lies on the axis that zero was chosen for.
    mutating func placement(of segment: Int) throws(Missing) -> Placement {
        if let known = memory.placements[segment] { return known }
        var placement = try mediaPlacement(of: segment)
        if zero == .playlist {
            let timing = try head(segment)
            let first = timing.timeBase.duration((timing.firstPTS ?? 0) + placement.shift)
            placement.offset = playlistStarts[segment] - first
        }
        memory.placements[segment] = placement
        return placement
    }

    /// How `segment` lies on the media clock, whatever zero is.
    mutating func mediaPlacement(of segment: Int) throws(Missing) -> Placement {
        if let known = memory.mediaPlacements[segment] { return known }
        let run = runOfSegment[segment]
        guard let anchor = try anchor(ofRun: run) else {
            return Placement(offset: try start(ofRun: run), shift: 0)
        }
        let shift = try wrapShift(of: segment, anchor: anchor)
        let stretches = try stretches(ofRun: run, through: segment)
        let offset = try offset(ofStretchWith: segment, stretches: stretches, run: run, anchor: anchor)
        let placement = Placement(offset: offset, shift: shift)
        memory.mediaPlacements[segment] = placement
        return placement
    }

    /// The instant of tick 0 in the stretch that holds `segment`: worked out stretch by stretch from the run's
    /// start, because each one follows the last frame of the one before.
    private mutating func offset(
        ofStretchWith segment: Int, stretches: [Range<Int>], run: Int, anchor: RunAnchor
    ) throws(Missing) -> MediaInstant {
        let leadingGaps = playlistStarts[anchor.segment] - playlistStarts[runs[run].lowerBound]
        var offset = try start(ofRun: run) + leadingGaps - anchor.time
        if run == 0 { offset = .zero - anchor.time - (try zeroShift()) }
        for stretch in stretches.dropFirst() where stretch.lowerBound <= segment {
            if let known = memory.stretchOffsets[stretch.lowerBound] {
                offset = known
                continue
            }
            guard let last = media(before: stretch.lowerBound, in: runs[run]) else { continue }
            let gaps = playlistStarts[stretch.lowerBound] - playlistStarts[last + 1]
            let end = try endOfMedia(in: last) + gaps
            let timing = try head(stretch.lowerBound)
            let shift = try wrapShift(of: stretch.lowerBound, anchor: anchor)
            offset = end - timing.timeBase.duration((timing.firstPTS ?? 0) + shift)
            memory.stretchOffsets[stretch.lowerBound] = offset
        }
        return offset
    }

    /// Where a run begins: where the one before it ends. Worked out run by run, so that a playlist of thousands
    /// of them needs no deep recursion.
    private mutating func start(ofRun run: Int) throws(Missing) -> MediaInstant {
        if memory.runStarts.isEmpty { memory.runStarts.append(.zero) }
        try demandEdges(ofRunsBefore: run)
        while memory.runStarts.count <= run {
            memory.runStarts.append(try end(ofRun: memory.runStarts.count - 1))
        }
        return memory.runStarts[run]
    }

    /// Asks at once for what the lengths of all earlier runs rest on, so that they can be loaded together.
    private func demandEdges(ofRunsBefore run: Int) throws(Missing) {
        var missing = Missing()
        for earlier in memory.runStarts.count - 1..<max(run, memory.runStarts.count - 1) {
            let range = runs[earlier]
            guard let first = media(after: range.lowerBound - 1, in: range),
                let last = media(before: range.upperBound, in: range)
            else { continue }
            if timings[first] == nil, first != last { missing.demands.append(.head(first)) }
            if !isKnown(last) { missing.demands.append(.whole(last)) }
        }
        if !missing.demands.isEmpty { throw missing }
    }

    /// The first segment of a run that holds media, with its first PTS; `nil` for a run of gaps.
    mutating func anchor(ofRun run: Int) throws(Missing) -> RunAnchor? {
        if let known = memory.runAnchors[run] { return known }
        for segment in runs[run] where !slots[segment].isGap {
            let timing = try head(segment)
            guard let first = timing.firstPTS else { continue }
            let anchor = RunAnchor(segment: segment, time: timing.timeBase.duration(first))
            memory.runAnchors[run] = anchor
            return anchor
        }
        return nil
    }

    /// The multiple of 2^33 that brings a segment nearest to where the playlist clock expects it in its run.
    private mutating func wrapShift(of segment: Int, anchor: RunAnchor) throws(Missing) -> Int64 {
        let timing = try head(segment)
        guard timing.wraps, let first = timing.firstPTS else { return 0 }
        let expected = anchor.time + (playlistStarts[segment] - playlistStarts[anchor.segment])
        let error = timing.timeBase.duration(first) - expected
        let wraps = (error.seconds / timing.timeBase.duration(Self.wrap).seconds).rounded(.nearestTiesUp)
        return Int64(clamping: -wraps) &* Self.wrap
    }

    /// How far zero lies behind the first frame of the snapshot; negative or zero where sound comes first.
    private mutating func zeroShift() throws(Missing) -> MediaDuration {
        if let known = memory.zeroShift { return known }
        var shift = MediaDuration.zero
        if zero == .audio || zero == .earliest, let sound = try soundStartOnRun0() {
            shift = zero == .audio ? sound : min(sound, .zero)
        }
        memory.zeroShift = shift
        return shift
    }

    /// How far the first sample lies behind the first frame.
    private mutating func soundStartOnRun0() throws(Missing) -> MediaDuration? {
        guard let anchor = try anchor(ofRun: 0) else { return nil }
        guard let (sound, _) = try firstSound() else { return nil }
        return unwrapped(sound.start, near: anchor.time) - anchor.time
    }

    /// The playlist's last segment with media before `segment`, in `range`.
    func media(before segment: Int, in range: Range<Int>) -> Int? {
        var candidate = segment - 1
        while candidate >= range.lowerBound {
            if !slots[candidate].isGap { return candidate }
            candidate -= 1
        }
        return nil
    }

    /// The playlist's first segment with media behind `segment`, in `range`.
    func media(after segment: Int, in range: Range<Int>) -> Int? {
        var candidate = segment + 1
        while candidate < range.upperBound {
            if !slots[candidate].isGap { return candidate }
            candidate += 1
        }
        return nil
    }

    /// Where a run ends: the end of its last frame, and the length of the gaps behind it.
    private mutating func end(ofRun run: Int) throws(Missing) -> MediaInstant {
        let range = runs[run]
        guard let last = media(before: range.upperBound, in: range), try anchor(ofRun: run) != nil else {
            let length = playlistStarts[range.upperBound] - playlistStarts[range.lowerBound]
            return try start(ofRun: run) + length
        }
        let trailingGaps = playlistStarts[range.upperBound] - playlistStarts[last + 1]
        return try endOfMedia(in: last) + trailingGaps
    }

    /// Where the frame presented last ends, `last` being the last segment of its stretch or piece.
    ///
    /// The frame presented last may lie in an earlier segment than the one decoded last, so segments are looked
    /// at until more pictures were seen than can be held back.
    mutating func endOfMedia(in last: Int) throws(Missing) -> MediaInstant {
        var instants: [(start: MediaInstant, duration: MediaDuration?)] = []
        var nominal: MediaDuration?
        let range = try stretches(ofRun: runOfSegment[last], through: last).last { $0.contains(last) }
        var segment: Int? = last
        while let current = segment, instants.count <= Self.reorderLimit {
            let timing = try whole(current)
            nominal = nominal ?? timing.nominalFrameDuration
            for unit in timing.units {
                let start = try mediaInstant(unit.pts, in: current)
                instants.append((start, unit.duration.map(timing.timeBase.duration)))
            }
            segment = range.flatMap { media(before: current, in: $0) }
        }
        instants.sort { $0.start < $1.start }
        guard let final = instants.last else { return try fallbackEnd(of: last) }
        let previous = instants.dropLast().last.map { final.start - $0.start }
        return final.start + (final.duration ?? previous ?? nominal ?? slots[last].duration)
    }

    /// The end of a segment in which no unit was found.
    private mutating func fallbackEnd(of segment: Int) throws(Missing) -> MediaInstant {
        try mediaPlacement(of: segment).offset + slots[segment].duration
    }

    private mutating func mediaInstant(_ ticks: Int64, in segment: Int) throws(Missing) -> MediaInstant {
        let placement = try mediaPlacement(of: segment)
        return placement.offset + (try head(segment)).timeBase.duration(ticks + placement.shift)
    }
}

/// `time` moved by whole wraps of 33 bits of 90 kHz to the place nearest to `expected`.
func unwrapped(_ time: MediaDuration, near expected: MediaDuration) -> MediaDuration {
    let wrap = TimeBase.mpeg.duration(Timeline.wrap)
    let count = ((time - expected).seconds / wrap.seconds).rounded(.nearestTiesUp)
    return MediaDuration(time.seconds - Rational(count) * wrap.seconds)
}
