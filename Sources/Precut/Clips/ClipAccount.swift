internal import Cutting
internal import ExactTime
internal import Findings
internal import MovieFile
internal import Timeline

/// Puts together what is to be said of one clip, before and after it is made.
struct ClipAccount {
    let span: ClipSpan
    let request: ClipRequest
    let gathered: Gathered
    let snapshot: Snapshot
    let pictures: PlannedPictures?
    let path: String?
    /// The picture track, once it is made.
    var madePictures: PictureTrack?
    /// What the sound is; `nil` without sound.
    var sound: SoundFacts?
    /// What the finished file was found to hold.
    var checked: CheckedClip?

    init(
        span: ClipSpan, request: ClipRequest, gathered: Gathered, snapshot: Snapshot,
        pictures: PlannedPictures?, path: String?
    ) {
        self.span = span
        self.request = request
        self.gathered = gathered
        self.snapshot = snapshot
        self.pictures = pictures
        self.path = path
    }

    // MARK: Axes

    /// A tick of the clip on the snapshot's axis. The axis moves with the segments where zero is the playlist's
    /// start: the first half of the clip goes by its in point, the second by its out point.
    func snapshotInstant(ofTick tick: Int64) -> MediaInstant {
        snapshotInstant(span.media.start + MediaDuration(Rational(Int128(tick), Int128(ShownPictures.hertz))))
    }

    func snapshotInstant(_ media: MediaInstant) -> MediaInstant {
        let isLate = media - span.media.start > span.media.end - media
        return media + (isLate ? span.endShift : span.startShift)
    }

    /// When a picture of the plan appears in the source.
    private func sourceInstant(ofRank rank: Int, _ shown: ShownPictures) -> MediaInstant {
        let picture = gathered.pictures.pictures[Int(shown.order[rank])]
        guard let clock = gathered.pictures.clocks[picture.segment] else { return span.media.start }
        return snapshotInstant(clock.instant(of: picture.pts))
    }

    /// The timestamp as it stands in the stream: of 33 bits in MPEG-TS.
    private func stamp(ofRank rank: Int, _ shown: ShownPictures) -> (pts: Int64, timeBase: TimeBase) {
        let picture = gathered.pictures.pictures[Int(shown.order[rank])]
        let timeBase = gathered.pictures.clocks[picture.segment]?.timeBase ?? .mpeg
        return (gathered.pictures.wraps ? picture.pts & (1 << 33 - 1) : picture.pts, timeBase)
    }

    func duration(_ ticks: Int64) -> MediaDuration {
        MediaDuration(Rational(Int128(ticks), Int128(ShownPictures.hertz)))
    }

    // MARK: Gaps

    /// What is missing inside the clip. Before the snapshot's first picture nothing is missing.
    var gaps: [ClipResult.Gap] {
        guard let shown = pictures?.plan.shown else {
            return span.soundGaps.map { gap in
                ClipResult.Gap(start: snapshotInstant(gap.start), end: snapshotInstant(gap.end))
            }
        }
        return shown.holes.compactMap { hole in
            let gap = ClipResult.Gap(
                start: snapshotInstant(ofTick: hole.start), end: snapshotInstant(ofTick: hole.end))
            if hole.start == 0, let first = span.firstPicture, snapshotInstant(first) >= gap.end {
                return nil
            }
            return gap
        }
    }

    /// Refuses a clip with something missing, unless that is allowed.
    func requireNoGaps() throws(PrecutError) {
        guard !request.allowsGaps, let gap = gaps.first else { return }
        let more = gaps.count > 1 ? " and \(gaps.count - 1) more" : ""
        throw PrecutError(
            .invalidInput, code: "gap-inside",
            "media is missing from \(gap.start.millisecondsText) ms to \(gap.end.millisecondsText) ms\(more)",
            hint: "cut around it, or add `--allow-gaps`: the picture before stands, and there is silence")
    }

    /// Refuses a range in which there is neither picture nor sound.
    func requireSomething() throws(PrecutError) {
        guard pictures == nil, sound == nil else { return }
        throw PrecutError(
            .invalidInput, code: "nothing-inside",
            "there is neither picture nor sound in [\(span.requestedStart.millisecondsText), \(span.requestedEnd.millisecondsText)) ms",
            hint: "`precut analyze` shows what the snapshot holds")
    }

    // MARK: Words in the file

    var metadata: MovieMetadata {
        let start = span.requestedStart.millisecondsText
        let end = span.requestedEnd.millisecondsText
        let policy = "\(snapshot.options.zero.rawValue),\(request.rule.rawValue)"
        return MovieMetadata(
            comment: "[\(start), \(end)) ms of \(snapshot.source)", encoder: "precut \(precutVersion)",
            items: [
                MovieMetadata.Item(key: "precut.source", value: snapshot.source),
                MovieMetadata.Item(key: "precut.startMs", value: start),
                MovieMetadata.Item(key: "precut.endMs", value: end),
                MovieMetadata.Item(key: "precut.policy", value: policy),
                MovieMetadata.Item(key: "precut.mode", value: request.mode.rawValue),
            ])
    }

    // MARK: The result

    func result() -> ClipResult {
        ClipResult(
            path: path, mode: request.mode, zero: snapshot.options.zero, rule: request.rule,
            requestedStart: span.requestedStart, requestedEnd: span.requestedEnd, video: video, audio: audio,
            skew: checked?.skew, duration: duration(ShownPictures.length(of: span.media)),
            bytes: Int(clamping: checked?.size ?? plannedBytes), segmentsRead: gathered.segments.count,
            bytesRead: snapshot.statistics.bytesReceived + snapshot.statistics.fileBytes,
            isVerified: checked != nil,
            plan: pictures.map { entries($0.plan) } ?? [], gaps: gaps, findings: findings)
    }

    var video: ClipResult.Video? {
        guard let pictures else { return nil }
        let shown = pictures.plan.shown
        let (first, last) = (stamp(ofRank: 0, shown), stamp(ofRank: shown.order.count - 1, shown))
        return ClipResult.Video(
            codec: pictures.codec, timeBase: last.timeBase, firstPTS: first.pts, lastPTS: last.pts,
            firstFrame: sourceInstant(ofRank: 0, shown),
            lastFrame: sourceInstant(ofRank: shown.order.count - 1, shown),
            start: snapshotInstant(span.media.start), end: snapshotInstant(span.media.end),
            frames: shown.order.count, copiedFrames: pictures.plan.copiedCount,
            encodedFrames: pictures.plan.encodedCount, ignoringEdits: unedited(pictures.plan))
    }

    private var audio: ClipResult.Audio? {
        sound.map { sound in
            ClipResult.Audio(
                codec: sound.codec, start: snapshotInstant(sound.start(from: span.media.start)),
                end: snapshotInstant(sound.end(from: span.media.start)),
                samples: Int(clamping: sound.sampleCount), sampleRate: sound.sampleRate,
                isCopied: sound.isCopied, reason: sound.reason,
                lateIgnoringEdits: sound.lateIgnoringEdits)
        }
    }

    /// From the plan alone, so that it can be said before the clip exists; the check of the finished file holds the
    /// same numbers against its tables.
    private func unedited(_ plan: PicturePlan) -> ClipResult.Unedited {
        let shown = plan.shown
        var first: Int64 = 0
        var firstPosition = Int(shown.order[0])
        var count = 0
        var tail = HiddenTail()
        for part in plan.parts {
            for position in part.pictures {
                let position = Int(position)
                let rank = shown.rank(of: position)
                let time = rank.map { shown.times[$0] } ?? shown.sourceTimes[position - shown.base]
                count += 1
                if part.work == .copy { tail.note(time, length: shown.length) }
                if time < first { (first, firstPosition) = (time, position) }
            }
        }
        let length = shown.length - first + tail.ticks(preroll: -first)
        let picture = gathered.pictures.pictures[firstPosition]
        let instant = gathered.pictures.clocks[picture.segment]?.instant(of: picture.pts)
        return ClipResult.Unedited(
            firstFrame: snapshotInstant(instant ?? span.media.start), early: duration(-first), frames: count,
            duration: duration(length))
    }

    private var plannedBytes: UInt64 {
        var sum = sound?.sourceBytes ?? 0
        guard let plan = pictures?.plan else { return sum }
        for part in plan.parts {
            for position in part.pictures {
                sum += UInt64(gathered.pictures.pictures[Int(position)].codedSize)
            }
        }
        return sum
    }
}
