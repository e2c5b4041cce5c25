internal import ExactTime
internal import Findings

/// The wall clock, and the ranges that are laid on it.
extension PlaylistJudge {
    /// How far the wall clock may be from the sum of durations: dates are written in milliseconds and come
    /// from clocks that are corrected in steps; a tenth of a second is beyond both.
    static let dateTolerance = MediaDuration(milliseconds: 100)

    static func judgeDates(_ playlist: MediaPlaylist, _ log: inout FindingLog) {
        var last: WallClock?
        var sinceLast = ExactSum()
        var isSameRun = true
        for segment in playlist.segments {
            if segment.isDiscontinuity { isSameRun = false }
            if let date = segment.programDateTime {
                if let last {
                    judge(date, in: segment, after: last, isSameRun ? sinceLast.value : nil, &log)
                }
                last = date
                sinceLast = ExactSum()
                isSameRun = true
            }
            sinceLast.add(segment.duration.seconds)
        }
    }

    private static func judge(
        _ date: WallClock, in segment: MediaSegment, after last: WallClock, _ expected: Rational?,
        _ log: inout FindingLog
    ) {
        if date < last {
            log.add(
                .dateBackwards, "segment \(segment.index) is at \(date), one before it at \(last)",
                segment: segment.index, line: segment.line)
            return
        }
        guard let expected else { return }
        let error = date - last - MediaDuration(expected)
        guard error.magnitude > dateTolerance else { return }
        log.add(
            .dateInconsistent,
            "segment \(segment.index) is at \(date), \(error.text) s off from the durations before it",
            segment: segment.index, line: segment.line)
    }

    static func judgeDateRanges(_ playlist: MediaPlaylist, _ log: inout FindingLog) {
        guard let first = playlist.dateRanges.first else { return }
        if !playlist.segments.contains(where: { $0.programDateTime != nil }) {
            log.add(
                .dateRange, "there is a date range and no #EXT-X-PROGRAM-DATE-TIME", line: first.line)
        }
        var seen: [String: DateRange] = [:]
        for range in playlist.dateRanges {
            for contradiction in contradictions(in: range) {
                log.add(.dateRange, contradiction, line: range.line)
            }
            guard let id = range.id else { continue }
            if let earlier = seen[id] {
                for name in sharedNames where differ(earlier.attributes[name], range.attributes[name]) {
                    log.add(
                        .dateRange, "\(name) differs from the range of the same ID on line \(earlier.line)",
                        line: range.line)
                }
            } else {
                seen[id] = range
            }
        }
    }

    private static let sharedNames = [
        "CLASS", "START-DATE", "END-DATE", "DURATION", "PLANNED-DURATION", "END-ON-NEXT", "CUE", "SCTE35-CMD",
        "SCTE35-OUT", "SCTE35-IN",
    ]

    private static func differ(_ left: AttributeList.Attribute?, _ right: AttributeList.Attribute?) -> Bool {
        guard let left, let right else { return false }
        return left.value != right.value
    }

    private static func contradictions(in range: DateRange) -> [String] {
        var found: [String] = []
        if let start = range.startDate, let end = range.endDate {
            if end < start {
                found.append("END-DATE is before START-DATE")
            } else if let duration = range.duration, start + duration != end {
                found.append("END-DATE is not START-DATE plus DURATION")
            }
        }
        if range.endsOnNext {
            if range.rangeClass == nil { found.append("END-ON-NEXT is given without CLASS") }
            if range.duration != nil || range.endDate != nil {
                found.append("END-ON-NEXT is given beside DURATION or END-DATE")
            }
        }
        return found
    }
}
