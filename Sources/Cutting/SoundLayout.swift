/// Lays units out in stretches: the work behind ``SoundPlan``.
struct SoundLayout {
    private let units: [SoundUnit]
    private let request: SoundPlan.Request
    private(set) var stretches: [SoundStretch] = []

    /// Units that follow on from each other, before anything is cut away.
    private struct Piece {
        var units: Range<Int>
        var position: Int64
    }

    init(_ units: [SoundUnit], _ request: SoundPlan.Request) {
        self.units = units
        self.request = request
        guard !units.isEmpty, request.length > 0,
            units.allSatisfy({ Int($0.format) < request.formats.count })
        else { return }
        stretches = cut(joined(pieces()))
    }

    private func format(of unit: Int) -> SoundPlan.Format { request.formats[Int(units[unit].format)] }

    private func length(of unit: Int) -> Int64 { Int64(format(of: unit).samplesPerUnit) }

    /// By how much a unit lies behind where counting from `origin` expects it.
    private func deviation(of unit: Int, from origin: Int) -> Int64 {
        units[unit].position &- Int64(unit - origin) &* length(of: origin)
    }

    /// One piece for as long as timestamps agree with the sample count; placed in the middle of what they say.
    private func pieces() -> [Piece] {
        var pieces: [Piece] = []
        var start = 0
        var low = units[0].position
        var high = low
        for unit in units.indices.dropFirst() {
            let deviation = deviation(of: unit, from: start)
            let isSame = units[unit].run == units[start].run && units[unit].format == units[start].format
            if isSame, max(high, deviation) - min(low, deviation) <= request.jitter {
                low = min(low, deviation)
                high = max(high, deviation)
                continue
            }
            pieces.append(Piece(units: start..<unit, position: (low + high) >> 1))
            start = unit
            low = units[unit].position
            high = low
        }
        pieces.append(Piece(units: start..<units.count, position: (low + high) >> 1))
        return pieces
    }

    /// Joins pieces of different runs that fit to the sample; each is held against the first, so that nothing
    /// adds up.
    private func joined(_ pieces: [Piece]) -> [Piece] {
        var joined: [Piece] = []
        for piece in pieces {
            if let last = joined.last,
                units[last.units.lowerBound].format == units[piece.units.lowerBound].format,
                units[piece.units.lowerBound].run != units[piece.units.lowerBound - 1].run,
                (piece.position - end(of: last)).magnitude <= SoundPlan.seam.magnitude
            {
                joined[joined.count - 1].units = last.units.lowerBound..<piece.units.upperBound
            } else {
                joined.append(piece)
            }
        }
        return joined
    }

    private func end(of piece: Piece) -> Int64 {
        piece.position &+ Int64(piece.units.count) &* length(of: piece.units.lowerBound)
    }

    /// What is heard of each piece: the part in the range, up to where the next one begins.
    private func cut(_ pieces: [Piece]) -> [SoundStretch] {
        var cut: [SoundStretch] = []
        var limit = request.length
        for number in pieces.indices.reversed() {
            let piece = pieces[number]
            let start = max(piece.position, 0)
            let end = min(self.end(of: piece), limit)
            limit = min(limit, max(piece.position, 0))
            guard start < end else { continue }
            let unitLength = length(of: piece.units.lowerBound)
            let first = piece.units.lowerBound + Int((start - piece.position) / unitLength)
            let last = piece.units.lowerBound + Int((end - 1 - piece.position) / unitLength)
            let position = piece.position + Int64(first - piece.units.lowerBound) * unitLength
            cut.append(
                SoundStretch(
                    preroll: first
                        - prerollCount(before: first, from: bitstreamStart(of: number, pieces))..<first,
                    units: first..<last + 1, position: position, heard: start..<end))
        }
        return cut.reversed()
    }

    /// The first unit from which a decoder can go on into a piece without anything missing between: pieces that
    /// only their timestamps part are one coded stream.
    private func bitstreamStart(of number: Int, _ pieces: [Piece]) -> Int {
        var number = number
        while number > 0, isContinuous(pieces[number - 1], pieces[number]) { number -= 1 }
        return pieces[number].units.lowerBound
    }

    private func isContinuous(_ earlier: Piece, _ later: Piece) -> Bool {
        let (last, first) = (units[earlier.units.upperBound - 1], units[later.units.lowerBound])
        return last.run == first.run && last.format == first.format
            && (later.position - end(of: earlier)).magnitude < length(of: later.units.lowerBound).magnitude
                / 2
    }

    private func prerollCount(before unit: Int, from first: Int) -> Int {
        let sizes = units[first..<unit].reversed().lazy.map(\.size)
        return format(of: unit).preroll.count(sizes: sizes) ?? unit - first
    }

    /// Why the units cannot go into the clip as they are; `nil` where they can.
    var obstacle: EncodeReason? {
        if request.mode == .encode { return .requested }
        let formats = stretches.map { units[$0.units.lowerBound].format }
        if formats.contains(where: { $0 != formats[0] }) { return .soundChanges }
        if let first = stretches.first, !format(of: first.units.lowerBound).isCarried {
            return .soundNotCarried
        }
        guard stretches.count > 1 else { return nil }
        let hasHole = zip(stretches, stretches.dropFirst()).contains {
            $1.heard.lowerBound - $0.heard.upperBound >= length(of: $1.units.lowerBound) / 2
        }
        return hasHole ? .soundGap : .unevenSound
    }
}
