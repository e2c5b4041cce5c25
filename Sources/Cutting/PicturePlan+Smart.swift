internal import ElementaryStreams

extension PicturePlan {
    /// Groups of pictures that are shown whole are copied, those that an edge cuts are encoded anew.
    ///
    /// A group reaches from one IDR to the next; no picture refers across, and what is decoded before an IDR is
    /// presented before its group. Of a group that the out point cuts, as many pictures are copied as are
    /// decoded before anything that is not shown, and refer to nothing behind them.
    public static func smart(
        _ shown: ShownPictures, _ pictures: ArraySlice<SourcePicture>, obstacles: CopyObstacles
    ) -> PicturePlan {
        if let reason = obstacles.everything { return encode(shown, pictures, reason: reason) }
        let groups = groups(of: pictures)
        let hasIDR = groups.contains { group in
            pictures[group.lowerBound].pictureClass == .idr && shown.rank(of: group.lowerBound) != nil
        }
        guard hasIDR else { return encode(shown, pictures, reason: .noIDR) }
        var draft = Draft(shown: shown, pictures: pictures)
        for group in groups { draft.add(group) }
        // Presentation that does not follow the groups: hostile or broken, so nothing is trusted.
        guard draft.isComplete else { return encode(shown, pictures, reason: .pictureOrder) }
        return PicturePlan(parts: draft.parts, shown: shown)
    }

    /// From each IDR, and from each beginning of a piece, to the next.
    static func groups(of pictures: ArraySlice<SourcePicture>) -> [Range<Int>] {
        var groups: [Range<Int>] = []
        var start = pictures.startIndex
        for position in pictures.indices.dropFirst() {
            let picture = pictures[position]
            guard picture.pictureClass == .idr || picture.piece != pictures[position - 1].piece else {
                continue
            }
            groups.append(start..<position)
            start = position
        }
        if start < pictures.endIndex { groups.append(start..<pictures.endIndex) }
        return groups
    }

    private struct Draft {
        let shown: ShownPictures
        let pictures: ArraySlice<SourcePicture>
        var parts: [Part] = []
        private var nextRank = 0
        private var isBroken = false

        init(shown: ShownPictures, pictures: ArraySlice<SourcePicture>) {
            self.shown = shown
            self.pictures = pictures
        }

        /// Every shown picture is in one part, in order.
        var isComplete: Bool { !isBroken && nextRank == shown.order.count }

        mutating func add(_ group: Range<Int>) {
            var ranks = group.compactMap { shown.rank(of: $0) }
            guard !ranks.isEmpty else { return }
            ranks.sort()
            let span = ranks[0]..<ranks[ranks.count - 1] + 1
            guard span.count == ranks.count, span.lowerBound == nextRank else {
                isBroken = true
                return
            }
            nextRank = span.upperBound
            let isClean = pictures[group.lowerBound].pictureClass == .idr
            let copied = isClean ? copyablePrefix(of: group, shownCount: ranks.count) : 0
            if copied > 0 {
                let end = span.lowerBound + copied
                appendCopy(group.prefix(copied), span.lowerBound..<end)
                if end < span.upperBound { appendEncode(end..<span.upperBound, .outPoint) }
            } else {
                appendEncode(span, reason(for: group, isClean: isClean))
            }
        }

        /// How many pictures from the group's beginning on can be copied: all shown, and presented before all the
        /// others that are.
        private func copyablePrefix(of group: Range<Int>, shownCount: Int) -> Int {
            guard let first = group.compactMap({ shown.rank(of: $0) }).min() else { return 0 }
            var count = 0
            var best = 0
            var highest = first - 1
            for position in group {
                guard let rank = shown.rank(of: position) else { break }
                count += 1
                highest = max(highest, rank)
                // The ranks so far are the lowest of the group, without a hole.
                if highest - first + 1 == count { best = count }
            }
            return best
        }

        private func reason(for group: Range<Int>, isClean: Bool) -> EncodeReason {
            let isFirst = shown.rank(of: group.lowerBound) == nil
            if isClean { return isFirst ? .inPoint : .outPoint }
            return parts.isEmpty && pictures[group.lowerBound].pictureClass == .predicted
                ? .inPoint : .openGOP
        }

        private mutating func appendCopy(_ positions: Range<Int>, _ ranks: Range<Int>) {
            let list = positions.map { Int32(truncatingIfNeeded: $0) }
            if let last = parts.last, last.work == .copy {
                parts[parts.count - 1].pictures += list
                parts[parts.count - 1].shown = last.shown.lowerBound..<ranks.upperBound
            } else {
                parts.append(Part(work: .copy, pictures: list, shown: ranks))
            }
        }

        private mutating func appendEncode(_ ranks: Range<Int>, _ reason: EncodeReason) {
            // Neighbouring stretches of one piece are one job for the encoder.
            if let last = parts.last, last.work != .copy, case .encode(let earlier) = last.work,
                pictures[Int(last.pictures[0])].piece == pictures[Int(shown.order[ranks.lowerBound])].piece
            {
                parts.removeLast()
                parts += encodedParts(
                    last.shown.lowerBound..<ranks.upperBound, shown, pictures, reason: earlier)
            } else {
                parts += encodedParts(ranks, shown, pictures, reason: reason)
            }
        }
    }
}
