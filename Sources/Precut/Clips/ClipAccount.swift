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
    private func snapshotInstant(ofTick tick: Int64) -> MediaInstant {
        snapshotInstant(span.media.start + MediaDuration(Rational(Int128(tick), Int128(ShownPictures.hertz))))
    }

    private func snapshotInstant(_ media: MediaInstant) -> MediaInstant {
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

    private func duration(_ ticks: Int64) -> MediaDuration {
        MediaDuration(Rational(Int128(ticks), Int128(ShownPictures.hertz)))
    }

    // MARK: Gaps

    /// What is missing inside the clip. Before the snapshot's first picture nothing is missing.
    var gaps: [ClipResult.Gap] {
        guard let shown = pictures?.plan.shown else { return [] }
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

    private var video: ClipResult.Video? {
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

    private var findings: [Finding] {
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

    // MARK: Group by group

    private func entries(_ plan: PicturePlan) -> [ClipResult.PlanEntry] {
        let starts = request.mode == .copy ? plan.shown.sourceTimes.sorted() : []
        let list = plan.parts.flatMap { entries($0, plan.shown, starts: starts) }
        return request.mode == .copy ? list.sorted { $0.start < $1.start } : list
    }

    /// The groups of one part, each from one place where decoding can begin to the next.
    ///
    /// - Parameter starts: When all pictures of the source start, ascending; for the ends of hidden ones.
    private func entries(
        _ part: PicturePlan.Part, _ shown: ShownPictures, starts: [Int64]
    ) -> [ClipResult.PlanEntry] {
        let list = gathered.pictures.pictures
        var entries: [ClipResult.PlanEntry] = []
        var group: (hidden: [Int], shown: [Int]) = ([], [])
        func close() {
            for (positions, isHidden) in [(group.hidden, true), (group.shown, false)] {
                guard let first = positions.first else { continue }
                let bytes = positions.reduce(0) { $0 + Int(list[$1].codedSize) }
                entries.append(
                    entry(
                        part, positions, isHidden: isHidden, segment: Int(list[first].segment), bytes: bytes,
                        shown, starts: starts))
            }
            group = ([], [])
        }
        for position in part.pictures {
            let position = Int(position)
            if list[position].pictureClass.isRandomAccessPoint { close() }
            if shown.rank(of: position) == nil {
                group.hidden.append(position)
            } else {
                group.shown.append(position)
            }
        }
        close()
        return entries
    }

    private func entry(
        _ part: PicturePlan.Part, _ positions: [Int], isHidden: Bool, segment: Int, bytes: Int,
        _ shown: ShownPictures, starts: [Int64]
    ) -> ClipResult.PlanEntry {
        var start = Int64.max
        var end = Int64.min
        for position in positions {
            if let rank = shown.rank(of: position) {
                start = min(start, shown.times[rank])
                end = max(end, shown.times[rank] + shown.duration(ofRank: rank))
            } else {
                let time = shown.sourceTimes[position - shown.base]
                start = min(start, time)
                end = max(end, starts.first(behind: time) ?? time)
            }
        }
        var action = isHidden ? ClipResult.PlanEntry.Action.hide : .copy
        var reason: EncodeReason?
        if case .encode(let why) = part.work { (action, reason) = (.encode, why) }
        return ClipResult.PlanEntry(
            action: action, reason: reason, segment: segment, start: snapshotInstant(ofTick: start),
            end: snapshotInstant(ofTick: end), frames: positions.count, bytes: bytes)
    }
}

extension [Int64] {
    /// The first of ascending numbers that is greater than `value`.
    fileprivate func first(behind value: Int64) -> Int64? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] > value { high = middle } else { low = middle + 1 }
        }
        return low < count ? self[low] : nil
    }
}
