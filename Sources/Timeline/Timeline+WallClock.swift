public import ExactTime

extension Timeline {
    /// The wall clock at `instant`, which lies in `segment`; `nil` where its run has no EXT-X-PROGRAM-DATE-TIME.
    ///
    /// The date belongs to the first frame of the tagged segment; from there time runs on by the media, forward
    /// to the next tag and, before a run's first tag, backward. It never runs over a discontinuity.
    ///
    /// - Returns: The instant since 1970-01-01T00:00:00Z.
    public mutating func wallClock(at instant: MediaInstant, in segment: Int) -> Answer<MediaInstant?> {
        answer { () throws(Missing) in
            let run = runs[runOfSegment[segment]]
            let tagged =
                (run.lowerBound...segment).last { isDated($0) }
                ?? (segment..<run.upperBound).first { isDated($0) }
            guard let tagged, let date = slots[tagged].programDateTime else { return nil }
            return date + (instant - (try start(of: tagged)))
        }
    }

    private func isDated(_ segment: Int) -> Bool {
        slots[segment].programDateTime != nil && !slots[segment].isGap
    }

    /// Where the playlist clock puts an instant that lies in `segment`: as far behind the segment's EXTINF start
    /// as it is behind the segment's first frame.
    public mutating func playlistClock(at instant: MediaInstant, in segment: Int) -> Answer<MediaInstant> {
        answer { () throws(Missing) in
            guard !slots[segment].isGap else { return instant }
            return playlistStarts[segment] + (instant - (try start(of: segment)))
        }
    }
}
