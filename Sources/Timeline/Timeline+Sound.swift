public import ExactTime

extension Timeline {
    /// The first sound of the snapshot and the segment that holds it; `nil` where there is none in it.
    func firstSound() throws(Missing) -> (SegmentTiming.Sound, Int)? {
        if !audioSlots.isEmpty {
            for segment in audioSlots.indices where !audioSlots[segment].isGap {
                guard let timing = audioTimings[segment] else { throw Missing(.audioHead(segment)) }
                if let sound = timing.sound { return (sound, segment) }
                guard timing.isWhole else { throw Missing(.audioWhole(segment)) }
            }
            return nil
        }
        for segment in slots.indices where !slots[segment].isGap {
            guard let timing = timings[segment] else { throw Missing(.head(segment)) }
            if let sound = timing.sound { return (sound, segment) }
            guard timing.isWhole else { throw Missing(.whole(segment)) }
            // A whole segment without sound: the stream has none, unless it begins later.
            if segment > 0 { return nil }
        }
        return nil
    }

    /// When the first sample is heard; `nil` without sound.
    public mutating func audioStart() -> Answer<MediaInstant?> {
        answer { () throws(Missing) in
            guard let (sound, segment) = try firstSound() else { return nil }
            return try soundInstant(sound.start, in: segment)
        }
    }

    /// When the last sample ends; `nil` without sound. Needs every segment whole.
    public mutating func audioEnd() -> Answer<MediaInstant?> {
        answer { () throws(Missing) in
            let timings = audioSlots.isEmpty ? timings : audioTimings
            for segment in timings.indices.reversed()
            where !(audioSlots.isEmpty ? slots : audioSlots)[segment].isGap {
                guard let timing = timings[segment], timing.isWhole else {
                    throw audioSlots.isEmpty ? Missing(.whole(segment)) : Missing(.audioWhole(segment))
                }
                guard let sound = timing.sound else { continue }
                return try soundInstant(sound.end, in: segment)
            }
            return nil
        }
    }

    /// A timestamp of the sound of `segment` on the axis.
    private mutating func soundInstant(_ time: MediaDuration, in segment: Int) throws(Missing) -> MediaInstant
    {
        let host = audioSlots.isEmpty ? segment : videoSegment(besideAudio: segment)
        guard let host else { return .zero + time }
        let placement = try placement(of: host)
        let timing = try head(host)
        // Sound and picture of a run share one clock; the picture's unwrapped place tells which wrap is meant.
        let picture = timing.timeBase.duration((timing.firstPTS ?? 0) + placement.shift)
        let aligned = timing.wraps ? unwrapped(time, near: picture) : time
        return placement.offset + aligned
    }

    /// The video segment of the same run that plays at about the time of an audio rendition's segment.
    private func videoSegment(besideAudio segment: Int) -> Int? {
        guard let run = audioRuns.firstIndex(where: { $0.contains(segment) }), run < runs.count else {
            return nil
        }
        var position = MediaDuration.zero
        for earlier in audioRuns[run].lowerBound..<segment { position += audioSlots[earlier].duration }
        let range = runs[run]
        var host = range.lowerBound
        while host + 1 < range.upperBound,
            playlistStarts[host + 1] - playlistStarts[range.lowerBound] <= position
        {
            host += 1
        }
        if !slots[host].isGap { return host }
        return media(before: host, in: range) ?? media(after: host, in: range)
    }
}
