internal import ElementaryStreams
public import ExactTime

extension Timeline {
    /// The frame on screen at `instant`: the one with `pts <= instant < next pts`.
    ///
    /// Needs the segment that holds it; the next one too where a frame of it could be presented before the last
    /// known ones; the one before where no random access point precedes the frame in its segment.
    public mutating func position(at instant: MediaInstant) -> Answer<Position> {
        answer { () throws(Missing) in try findPosition(at: instant) }
    }

    private mutating func findPosition(at instant: MediaInstant) throws(Missing) -> Position {
        let everything = slots.indices
        let guess = playlistSegment(at: instant)
        guard
            var segment = slots.indices.contains(guess) && !slots[guess].isGap
                ? guess : media(before: guess, in: everything) ?? media(after: guess, in: everything)
        else { return .beyondEnd(end: .zero) }
        try demandTogether(segment)
        // Each round moves to another piece or ends; the bound only guards against contradictory timestamps.
        for _ in 0...slots.count {
            let piece = piece(
                of: segment, stretches: try stretches(ofRun: runOfSegment[segment], through: segment))
            switch try search(for: instant, from: segment, in: piece) {
            case .found(let frame): return .frame(frame)
            case .before(let start):
                guard let earlier = media(before: piece.lowerBound, in: everything) else {
                    guard instant >= .zero else { return .beforeStart(start: start) }
                    return .gap(GapSpan(segment: 0, start: .zero, end: start))
                }
                let end = try self.end(ofPieceEndingIn: earlier)
                if instant >= end {
                    return .gap(gapSpan(from: earlier, to: piece.lowerBound, start: end, end: start))
                }
                segment = earlier
            case .after(let end):
                guard let later = media(after: piece.upperBound - 1, in: everything) else {
                    let trailing = piece.upperBound..<slots.count
                    let gapEnd = end + (playlistStarts[slots.count] - playlistStarts[piece.upperBound])
                    if !trailing.isEmpty, instant < gapEnd {
                        return .gap(GapSpan(segment: trailing.lowerBound, start: end, end: nil))
                    }
                    return .beyondEnd(end: end)
                }
                let start = try self.start(of: later)
                if instant < start {
                    return .gap(gapSpan(from: piece.upperBound - 1, to: later, start: end, end: start))
                }
                segment = later
            }
        }
        return .beyondEnd(end: try endOfVideo())
    }

    /// Asks for the likely segment and for the snapshot's first timestamps at once: one round trip, not two.
    private func demandTogether(_ segment: Int) throws(Missing) {
        var missing = Missing()
        if !isKnown(segment) { missing.demands.append(.whole(segment)) }
        let first = media(after: -1, in: slots.indices) ?? segment
        if first != segment, timings[first] == nil { missing.demands.append(.head(first)) }
        if !missing.demands.isEmpty { throw missing }
    }

    /// The last segment whose EXTINF start lies at or before `instant`.
    func playlistSegment(at instant: MediaInstant) -> Int {
        var low = 0
        var high = slots.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if playlistStarts[middle] <= instant { low = middle } else { high = middle }
        }
        return low
    }

    private func gapSpan(
        from before: Int, to after: Int, start: MediaInstant, end: MediaInstant
    ) -> GapSpan {
        let missing = (before..<after).first { slots[$0].isGap } ?? before
        return GapSpan(segment: missing, start: start, end: end)
    }

    /// The segments round `segment` whose timestamps are continuous and none of which is missing. Where the
    /// playlist clock places every segment by itself, each is a piece of its own.
    func piece(of segment: Int, stretches: [Range<Int>]) -> Range<Int> {
        if zero == .playlist { return segment..<segment + 1 }
        let stretch = stretches.last { $0.contains(segment) } ?? runs[runOfSegment[segment]]
        var lower = segment
        while lower > stretch.lowerBound, !slots[lower - 1].isGap { lower -= 1 }
        var upper = segment + 1
        while upper < stretch.upperBound, !slots[upper].isGap { upper += 1 }
        return lower..<upper
    }

    private enum Search {
        case found(FrameSpan)
        /// The piece starts only here.
        case before(MediaInstant)
        /// The piece ended here.
        case after(MediaInstant)
    }

    /// How often a search leaps before it goes on segment by segment.
    private static let leapLimit = 4

    private mutating func search(
        for instant: MediaInstant, from guess: Int, in piece: Range<Int>
    ) throws(Missing) -> Search {
        var window = Window(segments: guess..<guess + 1)
        var leaps = 0
        while true {
            try load(&window)
            guard let first = window.frames.first else {
                if window.segments.upperBound < piece.upperBound {
                    window.segments = window.segments.lowerBound..<window.segments.upperBound + 1
                } else if window.segments.lowerBound > piece.lowerBound {
                    window.segments = window.segments.lowerBound - 1..<window.segments.upperBound
                } else {
                    return .after(try mediaEnd(ofEmpty: guess))
                }
                continue
            }
            if leaps < Self.leapLimit, window.segments.count == 1,
                let better = betterGuess(for: instant, seen: first.start, window: window.segments, in: piece)
            {
                leaps += 1
                window = Window(segments: better..<better + 1)
                continue
            }
            let place = window.lastIndex(startingAtOrBefore: instant)
            guard let place,
                window.reachesRandomAccess(place) || window.segments.lowerBound == piece.lowerBound
            else {
                if window.segments.lowerBound == piece.lowerBound { return .before(first.start) }
                window.segments = window.segments.lowerBound - 1..<window.segments.upperBound
                continue
            }
            let isAtPieceEnd = window.segments.upperBound == piece.upperBound
            guard let end = try endOfFrame(place, window: window, isAtPieceEnd: isAtPieceEnd) else {
                window.segments = window.segments.lowerBound..<window.segments.upperBound + 1
                continue
            }
            if instant >= end { return .after(end) }
            return .found(try span(window.frames[place], end: end))
        }
    }

    /// A segment that lies nearer, where a guess was off by more than one: as far on as the playlist clock says,
    /// corrected for how fast it has run against the media so far.
    private func betterGuess(
        for instant: MediaInstant, seen first: MediaInstant, window: Range<Int>, in piece: Range<Int>
    ) -> Int? {
        let clock = playlistStarts[window.lowerBound]
        var distance = instant - first
        if clock > .zero, first > .zero {
            let pace = clock.sinceZero.seconds / first.sinceZero.seconds
            distance = MediaDuration(distance.seconds * pace)
        }
        let better = min(max(playlistSegment(at: clock + distance), piece.lowerBound), piece.upperBound - 1)
        return abs(better - window.lowerBound) > 1 && !slots[better].isGap ? better : nil
    }

    /// Where the frame at `place` ends; `nil` where a segment behind the window could hold an earlier frame.
    private mutating func endOfFrame(
        _ place: Int, window: Window, isAtPieceEnd: Bool
    ) throws(Missing) -> MediaInstant? {
        if place + 1 < window.frames.count {
            let next = window.frames[place + 1].start
            if zero == .playlist { return min(next, playlistStarts[window.segments.upperBound]) }
            if isAtPieceEnd { return next }
            if let decoded = window.lastDecoded, next <= decoded { return next }
            return nil
        }
        guard isAtPieceEnd else { return nil }
        return try end(ofPieceEndingIn: window.segments.upperBound - 1)
    }

    private mutating func span(_ frame: Window.Frame, end: MediaInstant) throws(Missing) -> FrameSpan {
        let timing = try whole(frame.segment)
        let unit = timing.units[frame.unit]
        let index = timing.presentation.firstIndex(of: Int32(truncatingIfNeeded: frame.unit)) ?? 0
        return FrameSpan(
            segment: frame.segment, unit: frame.unit, index: index, start: frame.start, end: end,
            pts: timing.wraps ? unit.pts & (Self.wrap - 1) : unit.pts, timeBase: timing.timeBase,
            isKeyframe: timing.hasVideo && unit.picture.pictureClass.isRandomAccessPoint)
    }

    /// Fills the window's frames: all but the last segment must be whole, the last one may be a head.
    private mutating func load(_ window: inout Window) throws(Missing) {
        window.frames.removeAll(keepingCapacity: true)
        for segment in window.segments {
            let isLast = segment == window.segments.upperBound - 1 && window.segments.count > 1
            let timing = isLast ? try head(segment) : try whole(segment)
            let placement = try placement(of: segment)
            for (number, unit) in timing.units.enumerated() {
                let start = placement.offset + timing.timeBase.duration(unit.pts + placement.shift)
                let isKey = unit.picture.pictureClass.isRandomAccessPoint
                window.frames.append(Window.Frame(start: start, segment: segment, unit: number, isKey: isKey))
            }
            if let last = timing.units.last { window.lastDecoded = try instant(last.dts, in: segment) }
        }
        window.frames.sort { ($0.start, $0.segment, $0.unit) < ($1.start, $1.segment, $1.unit) }
    }

    /// Where the last frame of a piece ends, `segment` being its last one.
    mutating func end(ofPieceEndingIn segment: Int) throws(Missing) -> MediaInstant {
        if zero == .playlist { return playlistStarts[segment + 1] }
        return try endOfMedia(in: segment)
    }

    /// When the first frame of a segment appears (leading pictures included).
    mutating func start(of segment: Int) throws(Missing) -> MediaInstant {
        let timing = try head(segment)
        guard let first = timing.firstPTS else { return try placement(of: segment).offset }
        return try instant(first, in: segment)
    }

    private mutating func mediaEnd(ofEmpty segment: Int) throws(Missing) -> MediaInstant {
        try placement(of: segment).offset + slots[segment].duration
    }
}

/// Neighbouring segments' frames in presentation order, as far as a question needs them.
private struct Window {
    struct Frame {
        var start: MediaInstant
        var segment: Int
        var unit: Int
        var isKey: Bool
    }

    var segments: Range<Int>
    var frames: [Frame] = []
    /// The DTS of the last unit known: nothing behind the window is presented before it.
    var lastDecoded: MediaInstant?

    init(segments: Range<Int>) { self.segments = segments }

    func lastIndex(startingAtOrBefore instant: MediaInstant) -> Int? {
        var low = 0
        var high = frames.count
        while low < high {
            let middle = (low + high) / 2
            if frames[middle].start <= instant { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }

    /// Whether a random access point is presented at or before this frame: then no picture of an earlier segment
    /// is presented behind it.
    func reachesRandomAccess(_ place: Int) -> Bool { frames[...place].contains { $0.isKey } }
}
