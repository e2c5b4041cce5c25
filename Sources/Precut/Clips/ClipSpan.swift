internal import Cutting
internal import ExactTime
internal import Timeline

/// One range of a request on both axes, after the rule has been applied.
struct ClipSpan: Sendable {
    /// The in point as asked for, on the snapshot's axis.
    var requestedStart: MediaInstant
    /// The out point as asked for, on the snapshot's axis.
    var requestedEnd: MediaInstant
    /// What the clip shows, on the media clock.
    var media: TimeRange
    /// Snapshot's axis minus media clock at the in point; zero unless zero is the playlist's start.
    var startShift: MediaDuration
    /// The same at the out point.
    var endShift: MediaDuration
    /// The media segments that hold its pictures, pre-roll included.
    var segments: ClosedRange<Int>
    /// When the snapshot's first picture appears, on the media clock, where the clip begins before it.
    var firstPicture: MediaInstant?
    /// What missing segments leave out, on the media clock, where there is sound alone; pictures tell by themselves.
    var soundGaps: [TimeRange] = []
}

extension Snapshot {
    /// Asks on the media clock, whatever zero is.
    func askMedia<Value: Sendable>(
        _ question: @Sendable (inout Timeline) -> Answer<Value>
    ) async throws -> Value {
        guard options.zero == .playlist else { return try await ask(question) }
        return try await ask { timeline in
            var onMediaClock = timeline.onMediaClock
            return question(&onMediaClock)
        }
    }

    /// Works out what a range of a request stands for.
    ///
    /// - Throws: ``PrecutError/Kind/usage`` for a range that is empty, reversed, or outside the snapshot.
    func span(_ range: ClipRequest.Range, rule: CutRule) async throws -> ClipSpan {
        let asked = try await resolve([range.start, range.end])
        let (start, end) = (asked[0], asked[1])
        guard start < end else { throw PrecutError(emptyRange: start, end) }
        let inPosition = try await ask { $0.position(at: start) }
        switch inPosition {
        case .beforeStart(let first): throw PrecutError(start, beforeStart: first)
        case .beyondEnd(let last): throw PrecutError(start, beyondEnd: last)
        case .frame, .gap: break
        }
        if case .beyondEnd(let last) = try await ask({ $0.position(at: end) }), last < end {
            throw PrecutError(end, beyondEnd: last)
        }
        let mediaStart = try await ask { $0.mediaInstant(of: start) }
        let mediaEnd = try await ask { $0.mediaInstant(of: end) }
        let inPoint = try await edge(mediaStart, rule: rule, isStart: true)
        let outPoint = try await edge(mediaEnd, rule: rule, isStart: false)
        guard inPoint < outPoint, let media = TimeRange(start: inPoint, end: outPoint) else {
            throw PrecutError(rule: rule, leavesNothingOf: start, end)
        }
        let (segments, firstPicture) = try await segments(for: media)
        return ClipSpan(
            requestedStart: start, requestedEnd: end, media: media, startShift: start - mediaStart,
            endShift: end - mediaEnd, segments: segments, firstPicture: firstPicture,
            soundGaps: timeline.hasVideo == true ? [] : try await gaps(in: media))
    }

    /// The stretches of a range in which segments are missing.
    private func gaps(in range: TimeRange) async throws -> [TimeRange] {
        let slots = timeline.slots
        var gaps: [TimeRange] = []
        var place = range.start
        while place < range.end {
            let instant = place
            switch try await askMedia({ $0.position(at: instant) }) {
            case .gap(let gap):
                let end = min(gap.end ?? range.end, range.end)
                guard let stretch = TimeRange(start: place, end: end), place < end else { return gaps }
                gaps.append(stretch)
                place = end
            case .frame(let frame):
                // On to the end of what lies before the next missing segment.
                guard
                    let missing = slots.indices.dropFirst(frame.segment + 1).first(where: { slots[$0].isGap })
                else { return gaps }
                let end = try await askMedia { $0.mediaEnd(ofPieceEndingIn: missing - 1) }
                guard end > place else { return gaps }
                place = end
            case .beforeStart, .beyondEnd: return gaps
            }
        }
        return gaps
    }

    /// Where a rule puts an edge.
    private func edge(
        _ instant: MediaInstant, rule: CutRule, isStart: Bool
    ) async throws -> MediaInstant {
        guard rule != .cover, rule != .keyframe || isStart else { return instant }
        let frame: FrameSpan
        switch try await askMedia({ $0.position(at: instant) }) {
        case .frame(let onScreen): frame = onScreen
        case .gap(let gap) where rule == .keyframe:
            // The keyframe before a gap is still the one before the instant.
            let before = gap.start - ShownPictures.tick
            guard gap.start > .zero, case .frame(let last) = try await askMedia({ $0.position(at: before) })
            else { return instant }
            frame = last
        case .gap, .beforeStart, .beyondEnd: return instant
        }
        switch rule {
        case .cover: return instant
        case .ceil: return frame.start == instant ? instant : frame.end
        case .nearest: return instant - frame.start < frame.end - instant ? frame.start : frame.end
        case .keyframe:
            // Sound alone can be cut anywhere.
            guard timeline.hasVideo == true, !frame.isKeyframe else { return frame.start }
            let neighbours = try await askMedia { $0.keyframes(around: frame) }
            return neighbours.before ?? frame.start
        }
    }

    /// Which segments hold the pictures of a range, and what a decoder needs for them.
    private func segments(
        for range: TimeRange
    ) async throws -> (ClosedRange<Int>, firstPicture: MediaInstant?) {
        let slots = timeline.slots
        var first: Int
        var firstPicture: MediaInstant?
        switch try await askMedia({ $0.position(at: range.start) }) {
        case .frame(let frame): first = try await decodingStart(of: frame)
        case .gap(let gap):
            first = gap.segment
            let before = gap.start - ShownPictures.tick
            if gap.start > .zero,
                case .frame(let frame) = try await askMedia({ $0.position(at: before) })
            {
                first = try await decodingStart(of: frame)
            } else {
                firstPicture = gap.end
            }
        case .beforeStart(let start):
            first = 0
            firstPicture = start
        case .beyondEnd: first = slots.count - 1
        }
        var last = first
        var isComplete = false
        switch try await askMedia({ $0.position(at: range.end) }) {
        case .frame(let frame):
            last = frame.segment
            // The first picture of its segment: nothing of it, or behind it, is presented earlier.
            if frame.start == range.end, frame.index == 0, last > first {
                last -= 1
                isComplete = true
            }
        case .gap(let gap): last = max(first, gap.segment)
        case .beforeStart: last = first
        case .beyondEnd: last = slots.count - 1
        }
        while last > first, slots[last].isGap { last -= 1 }
        while first < last, slots[first].isGap { first += 1 }
        last = max(first, last)
        // Whatever is decoded behind these units is presented behind the out point.
        while !isComplete, last + 1 < slots.count, !slots[last + 1].isGap {
            let segment = last
            if let decoded = try await askMedia({ $0.lastDecodingInstant(in: segment) }),
                decoded >= range.end
            {
                break
            }
            let next = last + 1
            if try await askMedia({ $0.decodingPiece(of: next) }).lowerBound == next { break }
            last += 1
        }
        return (first...last, firstPicture)
    }

    private func decodingStart(of frame: FrameSpan) async throws -> Int {
        guard timeline.hasVideo == true else { return frame.segment }
        if case .from(let place, _) = try await askMedia({ $0.decodePath(to: frame) }) {
            return place.segment
        }
        return frame.segment
    }
}

extension PrecutError {
    init(emptyRange start: MediaInstant, _ end: MediaInstant) {
        self.init(
            .usage, code: "empty-range",
            start == end
                ? "the range from \(start.millisecondsText) ms to \(end.millisecondsText) ms is empty"
                : "the range ends at \(end.millisecondsText) ms, before it starts at \(start.millisecondsText) ms",
            hint:
                "the end is not included, so it must lie behind the start; a clip needs at least a millisecond"
        )
    }

    init(rule: CutRule, leavesNothingOf start: MediaInstant, _ end: MediaInstant) {
        self.init(
            .usage, code: "rule-leaves-nothing",
            "no frame is left of [\(start.millisecondsText), \(end.millisecondsText)) ms by the rule `\(rule.rawValue)`",
            hint: "a range longer than a frame, or `--rule cover`, which trims frames at the exact instants")
    }
}
