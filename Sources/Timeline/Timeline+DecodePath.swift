internal import ElementaryStreams
internal import ExactTime

extension Timeline {
    /// Where decoding must begin so that `frame` comes out exactly.
    ///
    /// That is the last random access point at or before it in decoding order from which the frame can be
    /// reached: an IDR; a CRA or recovery point unless the frame is one of its leading pictures, which refer to
    /// pictures before it; with gradual refresh, only once `recovery_frame_cnt` reference pictures have passed.
    public mutating func decodePath(to frame: FrameSpan) -> Answer<DecodePath> {
        answer { () throws(Missing) in
            let stretches = try stretches(ofRun: runOfSegment[frame.segment], through: frame.segment)
            // Decoding continues over segments placed by the playlist clock, but never over a missing one.
            var lower = frame.segment
            let stretch = stretches.last { $0.contains(frame.segment) } ?? runs[runOfSegment[frame.segment]]
            while lower > stretch.lowerBound, !slots[lower - 1].isGap { lower -= 1 }
            return try decodePath(to: UnitPlace(segment: frame.segment, unit: frame.unit), notBefore: lower)
        }
    }

    private mutating func decodePath(
        to target: UnitPlace, notBefore lower: Int
    ) throws(Missing) -> DecodePath {
        let targetTiming = try whole(target.segment)
        let targetPTS = try instant(targetTiming.units[target.unit].pts, in: target.segment)
        // Reference pictures met so far, walking back from the target: what gradual refresh counts.
        var references: [MediaInstant] = []
        var segment = target.segment
        var unit = target.unit
        while true {
            let timing = try whole(segment)
            while unit >= 0 {
                let candidate = timing.units[unit]
                let start = try instant(candidate.pts, in: segment)
                let isTarget = UnitPlace(segment: segment, unit: unit) == target
                let reaches = canStart(
                    at: candidate.picture, isTarget: isTarget, leads: targetPTS < start,
                    target: targetTiming.units[target.unit].picture,
                    marksSkipped: timing.marksSkippedLeading)
                if reaches,
                    recovered(
                        after: candidate.picture.recoveryFrameCount, references: references,
                        target: targetPTS)
                {
                    return .from(UnitPlace(segment: segment, unit: unit), through: target)
                }
                if candidate.picture.isReference { references.append(start) }
                unit -= 1
            }
            guard segment > lower else { return .undecodable }
            segment -= 1
            unit = try whole(segment).units.count - 1
        }
    }

    private func canStart(
        at point: PictureFacts, isTarget: Bool, leads: Bool, target: PictureFacts, marksSkipped: Bool
    ) -> Bool {
        switch point.pictureClass {
        case .predicted: false
        case .idr: true
        case .cra, .recoveryPoint: isTarget || !leads || (marksSkipped && !target.isSkippedLeading)
        }
    }

    /// Whether `count` reference pictures lie between the recovery point and the target, the target among them
    /// or presented behind the last of them (H.264 D.2.8).
    private func recovered(after count: Int, references: [MediaInstant], target: MediaInstant) -> Bool {
        guard count > 0 else { return true }
        guard references.count >= count else { return false }
        return references[references.count - count] <= target
    }
}
