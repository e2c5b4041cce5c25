public import Cutting
internal import ExactTime

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
}
