internal import ElementaryStreams

extension PicturePlan {
    /// Nothing is encoded anew: what decoders need before the in point comes along and is hidden, as is what shown
    /// pictures refer to behind the out point.
    public static func copy(
        _ shown: ShownPictures, _ pictures: ArraySlice<SourcePicture>, obstacles: CopyObstacles
    ) -> PicturePlan {
        let entries = DecodingEntry(
            pictures, times: shown.sourceTimes, marksSkippedLeading: obstacles.marksSkippedLeading)
        var parts: [Part] = []
        var rank = 0
        while rank < shown.order.count {
            let piece = pictures[Int(shown.order[rank])].piece
            var end = rank
            while end < shown.order.count, pictures[Int(shown.order[end])].piece == piece { end += 1 }
            let wanted = shown.order[rank..<end]
            let entry = entries.entry(forAll: wanted) ?? Int(shown.order[rank])
            let last = wanted.max().map(Int.init) ?? entry
            let lead = shown.sourceTimes[entry - shown.base]
            let list = (entry...max(entry, last)).filter { position in
                if shown.rank(of: position) != nil { return true }
                let time = shown.sourceTimes[position - shown.base]
                // Led by pictures that are not there, or shown to nobody and needed by nobody.
                if time < lead { return false }
                return pictures[position].isReference || time < shown.length
            }
            parts.append(
                Part(
                    work: .copy, pictures: list.map { Int32(truncatingIfNeeded: $0) }, shown: rank..<end))
            rank = end
        }
        return PicturePlan(parts: parts, shown: shown)
    }
}
