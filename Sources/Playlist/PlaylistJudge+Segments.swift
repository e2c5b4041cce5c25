internal import ExactTime
internal import Findings

/// The segments, one by one.
extension PlaylistJudge {
    static func judgeSegments(_ playlist: MediaPlaylist, _ log: inout FindingLog) {
        for segment in playlist.segments {
            if let target = playlist.targetDuration { judgeLength(of: segment, target, &log) }
            if segment.isGap {
                log.add(
                    .gap, "segment \(segment.index) is missing for \(segment.duration.text) s",
                    segment: segment.index, line: segment.line)
            }
            // One playlist changes its packaging at most where it says so.
            if segment.initialization == nil, segment.index == 0 || segment.isDiscontinuity,
                isFragment(segment.uri)
            {
                log.add(
                    .fragmentsWithoutMap, "segment \(segment.index) is called like a fragment",
                    segment: segment.index, line: segment.line)
            }
        }
        judgeRounding(playlist, &log)
    }

    private static func judgeLength(
        of segment: MediaSegment, _ target: MediaDuration, _ log: inout FindingLog
    ) {
        guard segment.duration > target,
            Rational(segment.duration.seconds.rounded(.nearestTiesUp)) > target.seconds
        else { return }
        log.add(
            .longSegment, "the duration is \(segment.duration.text) s, the target duration \(target.text) s",
            segment: segment.index, line: segment.durationLine)
    }

    private static func judgeRounding(_ playlist: MediaPlaylist, _ log: inout FindingLog) {
        guard playlist.features[.decimalDurations] == nil, playlist.duration > .zero else { return }
        log.add(.integerDurations, "all \(playlist.segments.count) durations are whole seconds")
    }

    private static func isFragment(_ uri: String) -> Bool {
        let path = uri.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        return [".m4s", ".cmfv", ".cmfa"].contains { path.suffix($0.utf8.count).elementsEqual($0.utf8) }
    }
}
