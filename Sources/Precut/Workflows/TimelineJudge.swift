internal import ExactTime
internal import Findings
internal import Playlist
internal import Timeline

/// Turns a timeline into findings: where clocks part, where time has no media, where the ends differ.
enum TimelineJudge {
    /// Drift below this is rounding of EXTINF to milliseconds over a few segments, not worth a word.
    static let driftTolerance = MediaDuration(milliseconds: 20)
    /// Sound and picture of one source rarely start or end closer than an audio frame or two.
    static let edgeTolerance = MediaDuration(milliseconds: 50)

    static func findings(for report: TimelineReport, playlist: MediaPlaylist) -> [Finding] {
        var findings: [Finding] = []
        for (number, segment) in report.segments.enumerated() {
            if segment.isUnmarkedJump {
                let line = playlist.segments[number].line
                let message = "timestamps jump before segment \(number), and no tag announces it"
                findings.append(Finding(.unmarkedJump, message, segment: number, line: line))
            }
        }
        findings += drift(report)
        findings += edges(report)
        return findings
    }

    private static func drift(_ report: TimelineReport) -> [Finding] {
        // What zero adds to every segment alike is a choice, not drift.
        let base = report.segments.lazy.compactMap(\.drift).first ?? .zero
        let drifts = report.segments.map { deviation(of: $0, base: base) }
        let worst = drifts.enumerated().max { $0.element.magnitude < $1.element.magnitude }
        guard let worst, worst.element.magnitude > driftTolerance else { return [] }
        let drift = worst.element
        let direction = drift > .zero ? "later" : "earlier"
        let message =
            "segment \(worst.offset) starts \(drift.magnitude.millisecondsText) ms \(direction) than the playlist clock says"
        return [Finding(.clockDrift, message, segment: worst.offset)]
    }

    /// How far a segment's start is off: of its first frame or, where leading pictures stand before it, of its first
    /// keyframe, which is what packagers measure EXTINF from.
    private static func deviation(of segment: SegmentReport, base: MediaDuration) -> MediaDuration {
        guard let drift = segment.drift, let start = segment.mediaStart else { return .zero }
        let first = drift - base
        guard let keyframe = segment.keyframes.first else { return first }
        let second = first + (keyframe - start)
        return second.magnitude < first.magnitude ? second : first
    }

    private static func edges(_ report: TimelineReport) -> [Finding] {
        var findings: [Finding] = []
        if let video = report.videoStart, let audio = report.audioStart, audio != video {
            let skew = audio - video
            let message =
                "the first sample is heard \(skew.magnitude.millisecondsText) ms \(skew < .zero ? "before" : "after") the first frame appears"
            findings.append(Finding(.soundStartsApart, message))
        }
        if let video = report.videoEnd, let audio = report.audioEnd, (audio - video).magnitude > edgeTolerance
        {
            let message =
                "the picture ends at \(video.millisecondsText) ms, the sound at \(audio.millisecondsText) ms"
            findings.append(Finding(.soundEndsApart, message))
        }
        if let end = report.videoEnd, (end - report.playlistEnd).magnitude > edgeTolerance {
            let message =
                "the playlist ends at \(report.playlistEnd.millisecondsText) ms, the media at \(end.millisecondsText) ms"
            findings.append(Finding(.playlistEndDiffers, message))
        }
        return findings
    }
}
