public import ExactTime

/// Which pictures a clip shows, when and for how long, on the clip's own clock of 90 kHz that begins at the in point.
///
/// A picture stands until the next one comes. Where media is missing the one before stands on; the first picture
/// stands from the in point on, the last one to the out point.
public struct ShownPictures: Sendable {
    /// Ticks a second of everything here.
    public static let hertz: Int64 = 90_000
    /// One tick.
    public static let tick = MediaDuration(Rational(1, 90_000))

    /// A stretch in which the source shows nothing of its own.
    public struct Hole: Sendable, Hashable {
        /// Where the picture before it should have given way.
        public var start: Int64
        /// Where the next one comes, or the clip ends.
        public var end: Int64

        /// Names a stretch.
        public init(start: Int64, end: Int64) {
            self.start = start
            self.end = end
        }
    }

    /// The clip's length in ticks.
    public let length: Int64
    /// The pictures shown, as positions in the list they were chosen from, in order of presentation.
    public let order: [Int32]
    /// When each of ``order`` appears; the first at 0, each later than the one before.
    public let times: [Int64]
    /// What is missing.
    public let holes: [Hole]
    /// For every picture of the list: when it starts in the source, also of those that are not shown.
    public let sourceTimes: [Int64]
    /// The list that was chosen from begins at this position.
    public let base: Int
    /// For every picture of the list: its place in ``order``, or -1.
    public let ranks: [Int32]

    /// Chooses the pictures.
    ///
    /// - Parameters:
    ///   - pictures: In decoding order: everything whose interval could touch the clip.
    ///   - clocks: How each segment's timestamps lie.
    ///   - pieceEnds: Where the last picture of each piece ends.
    ///   - range: In point and out point.
    ///   - marksSkippedLeading: The codec is HEVC.
    public init(
        _ pictures: ArraySlice<SourcePicture>, clocks: [Int32: SegmentClock],
        pieceEnds: [Int32: MediaInstant], range: TimeRange, marksSkippedLeading: Bool
    ) {
        base = pictures.startIndex
        length = nearestTick(range.end, from: range.start)
        var placing = Placing(clocks: clocks, range: range)
        var sourceTimes: [Int64] = []
        var sides: [Placing.Side] = []
        sourceTimes.reserveCapacity(pictures.count)
        sides.reserveCapacity(pictures.count)
        for picture in pictures {
            let place = placing.place(picture)
            sourceTimes.append(place.time)
            sides.append(place.side)
        }
        self.sourceTimes = sourceTimes
        let lost = DecodingEntry(
            pictures, times: sourceTimes, marksSkippedLeading: marksSkippedLeading
        ).undecodable()
        let ends = pieceEnds.mapValues { nearestTick($0, from: range.start) }
        let presented = Self.presentation(of: pictures, times: sourceTimes)
        let chosen = Self.choose(presented, sides: sides, times: sourceTimes, lost: lost, base: base)
        order = chosen
        var times: [Int64] = []
        times.reserveCapacity(chosen.count)
        for position in chosen { times.append(max(0, sourceTimes[Int(position) - pictures.startIndex])) }
        if !times.isEmpty { times[0] = 0 }
        self.times = times
        var ranks = [Int32](repeating: -1, count: pictures.count)
        for (rank, position) in chosen.enumerated() {
            ranks[Int(position) - pictures.startIndex] = Int32(truncatingIfNeeded: rank)
        }
        self.ranks = ranks
        holes = Self.holes(
            presented, pictures: pictures, times: sourceTimes, ranks: ranks, ends: ends, length: length)
    }

    /// The length of a clip of `range` in ticks, nearest.
    public static func length(of range: TimeRange) -> Int64 { nearestTick(range.end, from: range.start) }

    /// How long the picture of a rank is shown.
    public func duration(ofRank rank: Int) -> Int64 {
        (rank + 1 < times.count ? times[rank + 1] : length) - times[rank]
    }

    /// The rank of a picture; `nil` where it is not shown.
    public func rank(of position: Int) -> Int? {
        let rank = ranks[position - base]
        return rank < 0 ? nil : Int(rank)
    }

    /// All pictures of the list in order of presentation.
    private static func presentation(of pictures: ArraySlice<SourcePicture>, times: [Int64]) -> [Int32] {
        var order = pictures.indices.map { Int32(truncatingIfNeeded: $0) }
        let base = pictures.startIndex
        order.sort { left, right in
            let (first, second) = (times[Int(left) - base], times[Int(right) - base])
            return first == second ? left < right : first < second
        }
        return order
    }

    private static func choose(
        _ presented: [Int32], sides: [Placing.Side], times: [Int64], lost: Set<Int>, base: Int
    ) -> [Int32] {
        var chosen: [Int32] = []
        var first: Int32?
        for position in presented where !lost.contains(Int(position)) {
            switch sides[Int(position) - base] {
            case .notBehindStart: first = position
            case .inside:
                // Of pictures on one tick only the last would ever be seen.
                if let last = chosen.last, times[Int(last) - base] == times[Int(position) - base] {
                    chosen[chosen.count - 1] = position
                } else {
                    chosen.append(position)
                }
            case .outside: break
            }
        }
        if let first {
            // Closer to the in point than a tick: the one before would have no time on screen.
            if let next = chosen.first, times[Int(next) - base] <= 0 { return chosen }
            chosen.insert(first, at: 0)
        }
        return chosen
    }

    private static func holes(
        _ presented: [Int32], pictures: ArraySlice<SourcePicture>, times: [Int64], ranks: [Int32],
        ends: [Int32: Int64], length: Int64
    ) -> [Hole] {
        let base = pictures.startIndex
        var holes: [Hole] = []
        // Where what is shown so far ends by its own right.
        var covered: Int64 = 0
        var isFirst = true
        for (place, position) in presented.enumerated() {
            let index = Int(position) - base
            guard ranks[index] >= 0 else { continue }
            let start = times[index]
            if start > covered, isFirst || start > covered {
                holes.append(Hole(start: max(0, covered), end: min(start, length)))
            }
            isFirst = false
            let piece = pictures[Int(position)].piece
            var end = ends[piece] ?? length
            if place + 1 < presented.count {
                let next = Int(presented[place + 1])
                if pictures[next].piece == piece { end = times[next - base] }
            }
            covered = max(covered, end)
        }
        if covered < length, !isFirst { holes.append(Hole(start: max(0, covered), end: length)) }
        return holes.filter { $0.start < $0.end }
    }
}

/// The tick of an instant, nearest, ties up.
private func nearestTick(_ instant: MediaInstant, from origin: MediaInstant) -> Int64 {
    let exact = (instant - origin).seconds * Rational(Int128(ShownPictures.hertz))
    return Int64(clamping: exact.rounded(.nearestTiesUp))
}

/// Places pictures on the clip's clock, segment by segment.
private struct Placing {
    enum Side {
        /// It starts at the in point or before it.
        case notBehindStart
        /// It starts behind the in point and before the out point.
        case inside
        /// It starts at the out point or behind it.
        case outside
    }

    let clocks: [Int32: SegmentClock]
    let range: TimeRange
    private var segment: Int32?
    private var scale: TickScale?
    private var inside: Int64 = .max
    private var outside: Int64 = .max

    init(clocks: [Int32: SegmentClock], range: TimeRange) {
        self.clocks = clocks
        self.range = range
    }

    mutating func place(_ picture: SourcePicture) -> (time: Int64, side: Side) {
        if segment != picture.segment {
            segment = picture.segment
            scale = clocks[picture.segment].map {
                TickScale($0, origin: range.start, hertz: ShownPictures.hertz)
            }
            inside = scale?.firstTimestamp(behind: range.start) ?? .max
            outside = scale?.firstTimestamp(notBefore: range.end) ?? .max
        }
        guard let scale else { return (0, .outside) }
        let side: Side =
            picture.pts >= outside ? .outside : picture.pts >= inside ? .inside : .notBehindStart
        return (scale.tick(of: picture.pts), side)
    }
}
