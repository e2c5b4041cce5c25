import ElementaryStreams
import ExactTime
import Segments

@testable import Timeline

/// A snapshot made of numbers: its segments' indexes, and for every frame where it must lie on the axis.
///
/// The truth is written down while the snapshot is laid out, frame by frame, without the timeline.
struct SyntheticSnapshot {
    struct Frame {
        var segment: Int
        var start: MediaInstant
        var end: MediaInstant
        var pts: Int64
    }

    var slots: [SegmentSlot] = []
    var indexes: [SegmentIndex?] = []
    var frames: [Frame] = []
    var gaps: [(start: MediaInstant, end: MediaInstant)] = []

    /// How a run is cut into segments.
    struct Run {
        /// Frames per segment, in decoding order; 0 is a gap of one second.
        var segments: [Int]
        /// Ticks of the first frame, before the 33-bit mask.
        var origin: Int64
        /// Frames from one keyframe to the next.
        var gop: Int
        /// Frames that are presented before each anchor although decoded behind it.
        var bFrames: Int
        /// Ticks a frame.
        var interval: Int64
        /// Leading pictures stand behind the keyframe (open GOP).
        var isOpen = false
        /// The run follows without a tag.
        var isUnmarked = false
        /// Ticks of jitter of each frame, less than half an interval.
        var jitter: [Int64] = [0]
        /// Added to every EXTINF.
        var extinfError = MediaDuration.zero
    }

    init(_ runs: [Run]) {
        var axis = MediaInstant.zero
        for (number, run) in runs.enumerated() { axis = append(run, isFirst: number == 0, at: axis) }
    }

    private mutating func append(_ run: Run, isFirst: Bool, at axis: MediaInstant) -> MediaInstant {
        let total = run.segments.reduce(0, +)
        // Presentation order first: frame n at origin + n intervals (+ jitter, + the gaps so far).
        let order = Self.decodingOrder(total, run: run)
        var segmentOfFrame = Array(repeating: 0, count: total)
        var gapsBefore = Array(repeating: 0, count: total)
        var decoded = 0
        var gapCount = 0
        for (place, count) in run.segments.enumerated() {
            if count == 0 { gapCount += 1 }
            for _ in 0..<count {
                segmentOfFrame[order[decoded].frame] = slots.count + place
                gapsBefore[order[decoded].frame] = gapCount
                decoded += 1
            }
        }
        let stamps = (0..<total).map { frame in
            run.origin + Int64(frame) * run.interval + run.jitter[frame % run.jitter.count]
                + Int64(gapsBefore[frame]) * 90_000
        }
        let base = TimeBase.mpeg
        func instant(_ ticks: Int64) -> MediaInstant { axis + base.duration(ticks - stamps[0]) }
        for frame in 0..<total {
            let isBeforeGap = frame + 1 < total && gapsBefore[frame + 1] != gapsBefore[frame]
            let previous = frame > 0 ? stamps[frame] - stamps[frame - 1] : run.interval
            let end = frame + 1 < total && !isBeforeGap ? stamps[frame + 1] : stamps[frame] + previous
            frames.append(
                Frame(
                    segment: segmentOfFrame[frame], start: instant(stamps[frame]), end: instant(end),
                    pts: stamps[frame] & (Timeline.wrap - 1)))
            if isBeforeGap { gaps.append((instant(end), instant(stamps[frame + 1]))) }
        }
        appendSegments(run, order: order, stamps: stamps, isFirst: isFirst)
        return frames[frames.count - 1].end
    }

    private mutating func appendSegments(
        _ run: Run, order: [(frame: Int, isKey: Bool)], stamps: [Int64], isFirst: Bool
    ) {
        var decoded = 0
        for (place, count) in run.segments.enumerated() {
            let isTagged = place == 0 && !isFirst && !run.isUnmarked
            guard count > 0 else {
                slots.append(
                    SegmentSlot(
                        duration: MediaDuration(milliseconds: 1000), isDiscontinuity: isTagged, isGap: true))
                indexes.append(nil)
                continue
            }
            var units: [AccessUnit] = []
            for position in decoded..<decoded + count {
                let (frame, isKey) = order[position]
                // Decoding times: evenly spaced, early enough for every presentation time.
                let dts = stamps[min(position, stamps.count - 1)] - Int64(run.bFrames + 1) * run.interval
                units.append(
                    AccessUnit(
                        pts: stamps[frame], dts: min(dts, stamps[frame]), position: position, size: 1,
                        picture: PictureFacts(
                            pictureClass: isKey
                                ? (run.isOpen && frame > 0 ? .recoveryPoint : .idr) : .predicted)))
            }
            decoded += count
            // What a reader of one segment can know: 33 bits, unwrapped only against its first timestamp.
            let first = units[0].dts
            let shift = (first & (Timeline.wrap - 1)) - first
            for unit in units.indices {
                units[unit].pts += shift
                units[unit].dts += shift
            }
            let duration = TimeBase.mpeg.duration(Int64(count) * run.interval) + run.extinfError
            slots.append(SegmentSlot(duration: duration, isDiscontinuity: isTagged))
            let stream = StreamIndex(
                id: 256, kind: .video, codec: .h264, timeBase: .mpeg, accessUnits: units)
            indexes.append(SegmentIndex(container: .mpegTS, byteCount: count, streams: [stream]))
        }
    }

    /// Frames in decoding order: each group of `bFrames` stands behind the frame that is presented after it.
    private static func decodingOrder(_ total: Int, run: Run) -> [(frame: Int, isKey: Bool)] {
        var order: [(frame: Int, isKey: Bool)] = []
        var next = 0
        while next < total {
            if next % run.gop == 0 || run.bFrames == 0 {
                order.append((next, next % run.gop == 0))
                next += 1
                continue
            }
            let nextKey = (next / run.gop + 1) * run.gop
            let limit = run.isOpen ? min(nextKey, total - 1) : min(nextKey - 1, total - 1)
            let anchor = min(next + run.bFrames, limit)
            order.append((anchor, anchor % run.gop == 0))
            for frame in next..<anchor { order.append((frame, false)) }
            next = anchor + 1
        }
        return order
    }

    /// Answers what the timeline asks for until it answers, counting the whole segments that it read.
    func ask<Value>(
        _ timeline: inout Timeline, read: inout Set<Int>, _ question: (inout Timeline) -> Answer<Value>
    ) -> Value {
        while true {
            switch question(&timeline) {
            case .known(let value): return value
            case .needs(let demands):
                for demand in demands {
                    switch demand {
                    case .head(let segment):
                        guard let index = indexes[segment] else { continue }
                        timeline.insert(SegmentTiming(head(of: index), isWhole: false), at: segment)
                    case .whole(let segment):
                        guard let index = indexes[segment] else { continue }
                        read.insert(segment)
                        timeline.insert(SegmentTiming(index, isWhole: true), at: segment)
                    case .audioHead, .audioWhole: continue
                    }
                }
            }
        }
    }

    private func head(of index: SegmentIndex) -> SegmentIndex {
        var head = index
        for stream in head.streams.indices {
            head.streams[stream].accessUnits = Array(head.streams[stream].accessUnits.prefix(8))
        }
        return head
    }
}
