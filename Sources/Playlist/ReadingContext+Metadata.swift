internal import ExactTime

/// Reads date ranges and the tags of low-latency playlists (RFC 8216 4.3.2.7; second edition 4.4.3, 4.4.5).
extension ReadingContext {
    /// EXT-X-DATERANGE.
    mutating func dateRange(_ range: Range<Int>) -> DateRange {
        let list = attributes(in: range)
        return DateRange(
            id: string(list, "ID", isRequired: true), rangeClass: string(list, "CLASS"),
            startDate: date(list, "START-DATE", isRequired: true), endDate: date(list, "END-DATE"),
            duration: duration(list, "DURATION"), plannedDuration: duration(list, "PLANNED-DURATION"),
            cue: strings(list, "CUE"), endsOnNext: word(list, "END-ON-NEXT", of: ["YES"]) == "YES",
            attributes: list, line: line)
    }

    /// EXT-X-SERVER-CONTROL.
    mutating func serverControl(_ range: Range<Int>) -> ServerControl {
        let list = attributes(in: range)
        return ServerControl(
            canSkipUntil: duration(list, "CAN-SKIP-UNTIL"),
            canSkipDateRanges: yesOrNo(list, "CAN-SKIP-DATERANGES"),
            holdBack: duration(list, "HOLD-BACK"), partHoldBack: duration(list, "PART-HOLD-BACK"),
            canBlockReload: yesOrNo(list, "CAN-BLOCK-RELOAD"), line: line)
    }

    /// EXT-X-SKIP; `nil` where the number of segments is not usable.
    mutating func skippedSegments(_ range: Range<Int>) -> SkippedSegments? {
        use(.skip)
        let list = attributes(in: range)
        let removed = strings(list, "RECENTLY-REMOVED-DATERANGES", separator: "\t")
        if list["RECENTLY-REMOVED-DATERANGES"] != nil { use(.skippedDateRanges) }
        guard let count = integer(list, "SKIPPED-SEGMENTS", isRequired: true) else { return nil }
        guard count < 1 << 40 else {
            note(.malformedAttribute, attribute: "SKIPPED-SEGMENTS", "\(count)")
            return nil
        }
        return SkippedSegments(count: count, removedDateRanges: removed, line: line)
    }

    /// EXT-X-PRELOAD-HINT; `nil` where it names nothing.
    mutating func preloadHint(_ range: Range<Int>) -> PreloadHint? {
        let list = attributes(in: range)
        let type = word(list, "TYPE", of: ["PART", "MAP"], isRequired: true)
        let start = integer(list, "BYTERANGE-START") ?? 0
        let length = integer(list, "BYTERANGE-LENGTH")
        guard let type, let uri = string(list, "URI", isRequired: true) else { return nil }
        return PreloadHint(type: type, uri: uri, start: start, length: length, line: line)
    }

    /// EXT-X-RENDITION-REPORT.
    mutating func renditionReport(_ range: Range<Int>) -> RenditionReport {
        let list = attributes(in: range)
        return RenditionReport(
            uri: string(list, "URI", isRequired: true),
            lastMediaSequence: integer(list, "LAST-MSN"), lastPart: integer(list, "LAST-PART"), line: line)
    }
}
