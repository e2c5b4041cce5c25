internal import ElementaryStreams
public import ExactTime

extension Timeline {
    /// The whole snapshot on both clocks; needs every segment whole.
    ///
    /// Looks at every pair of neighbours for unmarked jumps, where a single question searches by halving.
    public mutating func report() -> Answer<TimelineReport> {
        let missing = slots.indices.filter { !slots[$0].isGap && !isKnown($0) }
        guard missing.isEmpty else { return .needs(missing.map(Demand.whole)) }
        return answer { () throws(Missing) in try makeReport() }
    }

    private mutating func makeReport() throws(Missing) -> TimelineReport {
        try findAllStretches()
        let jumps = Set(memory.stretches.values.flatMap { $0.dropFirst().map(\.lowerBound) })
        var segments: [SegmentReport] = []
        segments.reserveCapacity(slots.count)
        for segment in slots.indices {
            segments.append(try report(of: segment, isUnmarkedJump: jumps.contains(segment)))
        }
        let end = try endOfVideo()
        let hasMedia = segments.contains { $0.mediaStart != nil }
        let hasPicture = hasMedia && hasVideo == true
        var drifts = segments.compactMap(\.drift)
        let playlistEnd = playlistStarts[slots.count]
        if hasMedia { drifts.append(try mediaClockEnd() - playlistEnd) }
        let audioStart = try known(audioStart())
        let audioEnd = try known(audioEnd())
        return TimelineReport(
            segments: segments, videoStart: hasPicture ? segments.lazy.compactMap(\.mediaStart).first : nil,
            videoEnd: hasPicture ? end : nil, audioStart: audioStart, audioEnd: audioEnd,
            playlistEnd: playlistEnd,
            maxDrift: drifts.max { $0.magnitude < $1.magnitude } ?? .zero)
    }

    private func known<Value>(_ answer: Answer<Value>) throws(Missing) -> Value {
        switch answer {
        case .known(let value): return value
        case .needs(let demands):
            var missing = Missing()
            missing.demands = demands
            throw missing
        }
    }

    /// When the last frame of the snapshot ends on the axis that zero was chosen for.
    public mutating func end() -> Answer<MediaInstant> {
        answer { () throws(Missing) in try endOfVideo() }
    }

    mutating func endOfVideo() throws(Missing) -> MediaInstant {
        guard let last = media(before: slots.count, in: slots.indices) else { return .zero }
        return try end(ofPieceEndingIn: last)
    }

    private mutating func mediaClockEnd() throws(Missing) -> MediaInstant {
        guard let last = media(before: slots.count, in: slots.indices) else { return .zero }
        return try endOfMedia(in: last)
    }

    private mutating func report(of segment: Int, isUnmarkedJump: Bool) throws(Missing) -> SegmentReport {
        let playlistStart = playlistStarts[segment]
        guard !slots[segment].isGap, let timing = timings[segment], let first = timing.firstPTS,
            let last = timing.lastPTS
        else {
            return SegmentReport(
                playlistStart: playlistStart, playlistEnd: playlistStarts[segment + 1], mediaStart: nil,
                mediaEnd: nil, drift: nil, frames: 0, keyframes: [], idr: [], isUnmarkedJump: false)
        }
        let place = try mediaPlacement(of: segment)
        let onMediaClock = place.offset + timing.timeBase.duration(first + place.shift)
        var idr: [MediaInstant] = []
        if timing.hasVideo {
            for unit in timing.units where unit.picture.pictureClass == .idr {
                idr.append(try instant(unit.pts, in: segment))
            }
        }
        return SegmentReport(
            playlistStart: playlistStart, playlistEnd: playlistStarts[segment + 1],
            mediaStart: try instant(first, in: segment),
            mediaEnd: try endOfFrame(startingAt: try instant(last, in: segment), in: segment),
            drift: onMediaClock - playlistStart, frames: timing.units.count,
            keyframes: try keyframes(in: segment), idr: idr.sorted(), isUnmarkedJump: isUnmarkedJump)
    }

    /// Where the last frame of a segment gives way: at the first later frame of its piece, which may lie more
    /// than one segment on where segments are cut off keyframes.
    private mutating func endOfFrame(
        startingAt start: MediaInstant, in segment: Int
    ) throws(Missing) -> MediaInstant {
        let stretches = try stretches(ofRun: runOfSegment[segment], through: segment)
        let piece = piece(of: segment, stretches: stretches)
        var next: MediaInstant?
        var following = segment + 1
        while following < piece.upperBound {
            let timing = try whole(following)
            for unit in timing.presentation {
                let candidate = try instant(timing.units[Int(unit)].pts, in: following)
                if candidate > start {
                    next = min(next ?? candidate, candidate)
                    break
                }
            }
            if let next, let last = timing.units.last, try instant(last.dts, in: following) >= next { break }
            following += 1
        }
        if let next { return next }
        return try end(ofPieceEndingIn: piece.upperBound - 1)
    }
}
