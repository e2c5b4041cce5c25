internal import ElementaryStreams
public import ExactTime

/// The places round a frame where decoding can begin.
public struct KeyframeNeighbours: Sendable, Hashable {
    /// The last one at or before the frame's start, in the same stretch of timestamps.
    public let before: MediaInstant?
    /// The first one behind the frame's start.
    public let after: MediaInstant?
}

extension Timeline {
    /// The keyframes round a frame; reads on until it finds them.
    public mutating func keyframes(around frame: FrameSpan) -> Answer<KeyframeNeighbours> {
        answer { () throws(Missing) in
            KeyframeNeighbours(before: try keyframe(before: frame), after: try keyframe(after: frame))
        }
    }

    private mutating func keyframe(before frame: FrameSpan) throws(Missing) -> MediaInstant? {
        let stretches = try stretches(ofRun: runOfSegment[frame.segment], through: frame.segment)
        let range =
            zero == .playlist
            ? runs[runOfSegment[frame.segment]] : stretches.last { $0.contains(frame.segment) }
        var segment: Int? = frame.segment
        while let current = segment, let range {
            if let last = try keyframes(in: current).last(where: { $0 <= frame.start }) { return last }
            segment = media(before: current, in: range)
        }
        return nil
    }

    private mutating func keyframe(after frame: FrameSpan) throws(Missing) -> MediaInstant? {
        var segment: Int? = frame.segment
        while let current = segment {
            // The first keyframe of a segment's head is the first of the segment, and mostly its first picture.
            guard let timing = timings[current] else { throw Missing(.head(current)) }
            if let first = try keyframes(in: current, of: timing).first(where: { $0 > frame.start }) {
                return first
            }
            if let first = try keyframes(in: current).first(where: { $0 > frame.start }) { return first }
            segment = media(after: current, in: slots.indices)
        }
        return nil
    }

    /// Where decoding can begin in a segment, in order of presentation.
    mutating func keyframes(in segment: Int) throws(Missing) -> [MediaInstant] {
        try keyframes(in: segment, of: try whole(segment))
    }

    private mutating func keyframes(
        in segment: Int, of timing: SegmentTiming
    ) throws(Missing) -> [MediaInstant] {
        guard timing.hasVideo else { return [] }
        var instants: [MediaInstant] = []
        for unit in timing.units where unit.picture.pictureClass.isRandomAccessPoint {
            instants.append(try instant(unit.pts, in: segment))
        }
        return instants.sorted()
    }
}
