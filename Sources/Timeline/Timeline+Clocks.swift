public import Cutting
public import ExactTime

extension Timeline {
    /// How the pictures of `segment` (its sound, where it has none) lie on the media clock, whatever zero is: a
    /// wrap of 33 bits is undone.
    ///
    /// With zero at the playlist's start the media clock begins at the first frame.
    public mutating func mediaClock(of segment: Int) -> Answer<SegmentClock> {
        answer { () throws(Missing) in
            let placement = try mediaPlacement(of: segment)
            let timeBase = try head(segment).timeBase
            return SegmentClock(
                offset: placement.offset + timeBase.duration(placement.shift), timeBase: timeBase)
        }
    }

    /// The same snapshot with the first frame as zero instead of the playlist's start; `self` for every other
    /// choice, where the axis is the media clock already.
    public var onMediaClock: Timeline {
        guard zero == .playlist else { return self }
        var copy = Timeline(slots: slots, audioSlots: audioSlots, zero: .video)
        copy.timings = timings
        copy.audioTimings = audioTimings
        return copy
    }

    /// An instant of the axis as one of the media clock: as far behind the frame's start there as here.
    public mutating func mediaInstant(of instant: MediaInstant) -> Answer<MediaInstant> {
        guard zero == .playlist else { return .known(instant) }
        return answer { () throws(Missing) in
            let segment: Int
            switch position(at: instant) {
            case .needs(let demands): throw Missing(demands)
            case .known(.frame(let frame)): segment = frame.segment
            case .known(.gap(let gap)):
                let everything = slots.indices
                guard
                    let near = media(before: gap.segment, in: everything)
                        ?? media(after: gap.segment, in: everything)
                else { return instant }
                segment = near
            case .known(.beforeStart): return instant
            case .known(.beyondEnd):
                guard let last = media(before: slots.count, in: slots.indices) else { return instant }
                var copy = onMediaClock
                return try copy.endOfMedia(in: last)
            }
            let here = try placement(of: segment)
            let there = try mediaPlacement(of: segment)
            return instant + (there.offset - here.offset)
        }
    }

    /// The segments round one over which decoding goes on: timestamps are continuous, and none is missing. Its
    /// first segment names it; how far it reaches is known up to `segment` alone.
    public mutating func decodingPiece(of segment: Int) -> Answer<Range<Int>> {
        answer { () throws(Missing) in
            let run = runOfSegment[segment]
            let stretches = try stretches(ofRun: run, through: segment)
            let stretch = stretches.last { $0.contains(segment) } ?? runs[run]
            var lower = segment
            while lower > stretch.lowerBound, !slots[lower - 1].isGap { lower -= 1 }
            return lower..<segment + 1
        }
    }

    /// Where the last picture of a piece of continuous timestamps ends, on the media clock; `segment` is its last.
    public mutating func mediaEnd(ofPieceEndingIn segment: Int) -> Answer<MediaInstant> {
        answer { () throws(Missing) in try endOfMedia(in: segment) }
    }

    /// When the unit of a segment that is decoded last is decoded; `nil` for a segment without any. What follows it
    /// in decoding order is presented no earlier.
    public mutating func lastDecodingInstant(in segment: Int) -> Answer<MediaInstant?> {
        answer { () throws(Missing) in
            guard let last = try whole(segment).units.last else { return nil }
            return try instant(last.dts, in: segment)
        }
    }
}
