internal import Cutting
internal import ExactTime

extension ClipAccount {
    /// What becomes of each group of pictures, in order of presentation.
    func entries(_ plan: PicturePlan) -> [ClipResult.PlanEntry] {
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
