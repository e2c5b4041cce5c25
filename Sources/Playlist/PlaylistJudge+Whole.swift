internal import ExactTime
internal import Findings

/// The media playlist as a whole.
extension PlaylistJudge {
    static func judgeWhole(_ playlist: MediaPlaylist, _ log: inout FindingLog) {
        if playlist.segments.isEmpty { log.add(.emptyPlaylist, "there is no segment") }
        if let target = playlist.targetDuration {
            if target.seconds.denominator != 1 {
                log.add(
                    .fractionalTargetDuration, "the target duration is \(target.text) s",
                    line: playlist.targetDurationLine)
            }
        } else {
            log.add(.missingTargetDuration, "there is no usable #EXT-X-TARGETDURATION")
        }
        if !playlist.hasEndList {
            switch playlist.playlistType {
            case .vod: log.add(.vodWithoutEndList, "the type is VOD and there is no #EXT-X-ENDLIST")
            case .event: log.add(.eventPlaylist, "the type is EVENT and there is no #EXT-X-ENDLIST")
            case nil: log.add(.missingEndList, "there is no #EXT-X-ENDLIST")
            }
        }
        if playlist.iFramesOnly {
            log.add(
                .iFramesOnly, "every segment is one I-frame",
                line: playlist.features[.iFramesOnly])
        }
        if let skipped = playlist.skipped {
            log.add(
                .deltaUpdate, "\(skipped.count) segments are skipped and not in this text",
                line: skipped.line)
        }
        if let start = playlist.start, start.timeOffset.magnitude > playlist.duration {
            log.add(
                .startBeyondEnd,
                "TIME-OFFSET is \(start.timeOffset.text) s, the playlist \(playlist.duration.text) s long",
                line: start.line)
        }
    }

    static func judgeLowLatency(_ playlist: MediaPlaylist, _ log: inout FindingLog) {
        var partCount = playlist.trailingPartialSegments.count
        var firstPart = playlist.trailingPartialSegments.first
        for segment in playlist.segments.reversed() where !segment.partialSegments.isEmpty {
            partCount += segment.partialSegments.count
            firstPart = segment.partialSegments.first
            for part in segment.partialSegments { judge(part, of: playlist, segment.index, &log) }
        }
        for part in playlist.trailingPartialSegments { judge(part, of: playlist, nil, &log) }
        if let firstPart {
            log.add(.partialSegments, "there are \(partCount) partial segments", line: firstPart.line)
            if playlist.partTarget == nil {
                log.add(
                    .lowLatencyControl, "there are partial segments and no PART-TARGET", line: firstPart.line)
            }
        }
        judgeServerControl(playlist, &log)
    }

    private static func judge(
        _ part: PartialSegment, of playlist: MediaPlaylist, _ segment: Int?, _ log: inout FindingLog
    ) {
        guard let target = playlist.partTarget, part.duration > target else { return }
        log.add(
            .longPartialSegment, "the part is \(part.duration.text) s long, PART-TARGET \(target.text) s",
            segment: segment, line: part.line)
    }

    private static func judgeServerControl(_ playlist: MediaPlaylist, _ log: inout FindingLog) {
        let control = playlist.serverControl
        func require(_ name: String, _ value: MediaDuration?, atLeast factor: Int, _ unit: MediaDuration?) {
            guard let value, let unit, value.seconds < unit.seconds * Rational(Int128(factor)) else { return }
            log.add(
                .lowLatencyControl, "\(name) is \(value.text) s, below \(factor) times \(unit.text) s",
                line: control?.line)
        }
        require("HOLD-BACK", control?.holdBack, atLeast: 3, playlist.targetDuration)
        require("CAN-SKIP-UNTIL", control?.canSkipUntil, atLeast: 6, playlist.targetDuration)
        require("PART-HOLD-BACK", control?.partHoldBack, atLeast: 2, playlist.partTarget)
        if playlist.partTarget != nil, control?.partHoldBack == nil {
            log.add(.lowLatencyControl, "there is a PART-TARGET and no PART-HOLD-BACK", line: control?.line)
        }
    }
}
