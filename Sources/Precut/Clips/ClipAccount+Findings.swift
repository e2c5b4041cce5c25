internal import Cutting
internal import ExactTime
internal import Findings
internal import Segments

extension ClipAccount {
    /// What the user should know.
    var findings: [Finding] {
        var findings: [Finding] = []
        let asked = span.requestedEnd - span.requestedStart
        if asked < MediaDuration(milliseconds: 100) {
            findings.append(
                Finding(.clipTooShort, "\(asked.millisecondsText) ms; the API makes clips from 100 ms on"))
        }
        if asked > MediaDuration(milliseconds: 4 * 3_600_000) {
            findings.append(
                Finding(
                    .clipTooLong, "\(asked.millisecondsText) ms; the API makes clips of up to 14400000 ms"))
        }
        if let sound, let partial = partialSound(sound) {
            findings.append(Finding(.clipSoundPartial, partial))
        }
        if let damaged = madePictures?.damaged, damaged > 0 {
            findings.append(Finding(.clipOfDamage, "\(damaged) encoded pictures are damaged in the snapshot"))
        }
        for segment in span.segments {
            findings += (gathered.damage[segment] ?? []).map { Finding($0, segment: segment) }
        }
        let drift = span.media.duration - asked
        if request.rule == .cover, drift != .zero {
            findings.append(
                Finding(
                    .clipDrifts,
                    "\(asked.millisecondsText) ms of EXTINF are \(span.media.duration.millisecondsText) ms of media"
                ))
        }
        for gap in gaps {
            findings.append(
                Finding(
                    .clipWithGaps,
                    "nothing from \(gap.start.millisecondsText) ms to \(gap.end.millisecondsText) ms"))
        }
        if let unedited = video?.ignoringEdits, let shown = pictures?.plan.shown,
            unedited.frames != shown.order.count
        {
            findings.append(
                Finding(
                    .clipNeedsEditList,
                    """
                    players that ignore edit lists begin \(unedited.early.millisecondsText) ms earlier and show \
                    \(unedited.frames - shown.order.count) pictures more
                    """))
        }
        return findings
    }

    /// What sound leaves out of the clip; a sample at either end is rounding.
    private func partialSound(_ sound: SoundFacts) -> String? {
        let sample = MediaDuration(Rational(1, Int128(max(sound.sampleRate, 1))))
        let start = sound.start(from: span.media.start)
        let end = sound.end(from: span.media.start)
        guard start - span.media.start > sample || span.media.end - end > sample else { return nil }
        return
            "sound from \(snapshotInstant(start).millisecondsText) ms to \(snapshotInstant(end).millisecondsText) ms"
    }
}
