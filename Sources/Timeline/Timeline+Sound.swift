public import Cutting
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

    /// How the sound of a media segment lies on the media clock, whatever zero is: a wrap of 33 bits is undone next
    /// to the picture. A segment's sound and picture share one clock.
    ///
    /// - Parameters:
    ///   - segment: The media segment; not for snapshots whose sound is a rendition of its own.
    ///   - timeBase: The clock of the sound's stream, ``StreamIndex/timeBase``.
    /// - Returns: `nil` where the segment has no sound.
    public mutating func soundClock(of segment: Int, timeBase: TimeBase) -> Answer<SegmentClock?> {
        answer { () throws(Missing) in
            guard !slots[segment].isGap else { return nil }
            guard let timing = timings[segment] else { throw Missing(.head(segment)) }
            guard let sound = timing.sound else {
                guard timing.isWhole else { throw Missing(.whole(segment)) }
                return nil
            }
            let placement = try mediaPlacement(of: segment)
            let origin = try soundOrigin(sound, wraps: timing.wraps, beside: segment, placement)
            return SegmentClock(offset: origin, timeBase: timeBase)
        }
    }

    /// The same for a segment of the separate audio rendition: it is placed beside the media segment of the same
    /// run that plays at about the same time.
    ///
    /// - Returns: `nil` where the segment has no sound, or the media playlist has no such run.
    public mutating func renditionClock(
        of audioSegment: Int, timeBase: TimeBase
    ) -> Answer<SegmentClock?> {
        answer { () throws(Missing) in
            guard !audioSlots[audioSegment].isGap else { return nil }
            guard let timing = audioTimings[audioSegment] else { throw Missing(.audioHead(audioSegment)) }
            guard let sound = timing.sound else {
                guard timing.isWhole else { throw Missing(.audioWhole(audioSegment)) }
                return nil
            }
            guard let host = videoSegment(besideAudio: audioSegment) else { return nil }
            let placement = try mediaPlacement(of: host)
            let origin = try soundOrigin(sound, wraps: timing.wraps, beside: host, placement)
            return SegmentClock(offset: origin, timeBase: timeBase)
        }
    }

    /// A timestamp of the sound of `segment` on the axis.
    private mutating func soundInstant(_ time: MediaDuration, in segment: Int) throws(Missing) -> MediaInstant
    {
        let isSeparate = !audioSlots.isEmpty
        let host = isSeparate ? videoSegment(besideAudio: segment) : segment
        guard let host, let timing = isSeparate ? audioTimings[segment] : timings[segment],
            let sound = timing.sound
        else { return .zero + time }
        let placement = try placement(of: host)
        return try soundOrigin(sound, wraps: timing.wraps, beside: host, placement) + time
    }

    /// The instant of the sound's tick 0. Sound and picture of a run share one clock; the picture's unwrapped place
    /// tells which wrap is meant, and for a segment without pictures the playlist does.
    private mutating func soundOrigin(
        _ sound: SegmentTiming.Sound, wraps: Bool, beside host: Int, _ placement: Placement
    ) throws(Missing) -> MediaInstant {
        let timing = try head(host)
        guard wraps || timing.wraps else { return placement.offset }
        var picture = MediaDuration.zero
        if let first = timing.firstPTS {
            picture = timing.timeBase.duration(first + placement.shift)
        } else if let anchor = try anchor(ofRun: runOfSegment[host]) {
            picture = anchor.time + (playlistStarts[host] - playlistStarts[anchor.segment])
        }
        return placement.offset + (unwrapped(sound.start, near: picture) - sound.start)
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
