internal import ElementaryStreams

/// Where decoding must begin so that a picture comes out exactly; the same rule as the timeline's decode path, on
/// pictures that have been gathered.
public struct DecodingEntry: Sendable {
    private let pictures: ArraySlice<SourcePicture>
    private let times: [Int64]
    /// HEVC leading pictures say themselves whether they can be decoded after a random access point.
    private let marksSkippedLeading: Bool

    /// - Parameters:
    ///   - pictures: In decoding order.
    ///   - times: Their presentation times on one axis, beginning with that of the first.
    public init(_ pictures: ArraySlice<SourcePicture>, times: [Int64], marksSkippedLeading: Bool) {
        self.pictures = pictures
        self.times = times
        self.marksSkippedLeading = marksSkippedLeading
    }

    private func time(_ position: Int) -> Int64 { times[position - pictures.startIndex] }

    /// The last place at or before `target` in decoding order from which it can be reached; `nil` where none is left.
    public func entry(for target: Int) -> Int? {
        var references: [Int64] = []
        let wanted = pictures[target]
        var position = target
        while position >= pictures.startIndex, pictures[position].piece == wanted.piece {
            let candidate = pictures[position]
            if reaches(candidate, at: position, target: target),
                recovered(after: candidate.recoveryFrameCount, references: references, target: time(target))
            {
                return position
            }
            if candidate.isReference { references.append(time(position)) }
            position -= 1
        }
        return nil
    }

    /// The last place from which all of some pictures can be reached; a picture that cannot be is its own.
    ///
    /// Leading pictures are decoded behind the one that they lead to, but may need an earlier way in.
    public func entry(forAll targets: some Collection<Int32>) -> Int? {
        guard let first = targets.first.map(Int.init) else { return nil }
        var entry = entry(for: first) ?? first
        while let earlier = targets.first(where: { Int($0) < entry }).map(Int.init) {
            entry = min(self.entry(for: earlier) ?? earlier, earlier)
        }
        return entry
    }

    private func reaches(_ point: SourcePicture, at position: Int, target: Int) -> Bool {
        let leads = time(target) < time(position)
        switch point.pictureClass {
        case .predicted: return false
        // Leading pictures of a BLA refer to what is gone.
        case .idr: return position == target || !leads || !pictures[target].isSkippedLeading
        case .cra, .recoveryPoint:
            return position == target || !leads
                || (marksSkippedLeading && !pictures[target].isSkippedLeading)
        }
    }

    private func recovered(after count: Int, references: [Int64], target: Int64) -> Bool {
        guard count > 0 else { return true }
        guard references.count >= count else { return false }
        return references[references.count - count] <= target
    }

    /// Which pictures cannot be decoded with what is there. Once a piece has been entered cleanly all that follows
    /// can be, so this looks closely at the beginnings of pieces alone.
    public func undecodable() -> Set<Int> {
        var lost: Set<Int> = []
        var piece: Int32?
        var isEntered = false
        var entryTime: Int64 = .min
        for position in pictures.indices {
            let picture = pictures[position]
            if picture.piece != piece {
                piece = picture.piece
                isEntered = false
            }
            if isEntered, !(picture.isSkippedLeading && marksSkippedLeading) { continue }
            guard entry(for: position) != nil else {
                lost.insert(position)
                continue
            }
            if !isEntered {
                // The first way in: what is presented behind it is fine, leading pictures still are looked at.
                entryTime = max(entryTime, time(position))
                isEntered = picture.pictureClass == .predicted && time(position) >= entryTime
            }
        }
        return lost
    }
}
