import Precut
import TestSupport

/// What a clip must show, worked out from the truth of its fixture and the words of the rules.
struct ClipExpectation: Sendable {
    /// One frame of the clip.
    struct Shown: Sendable {
        var frame: Truth.Frame
        /// When it appears, from the in point on.
        var time: TruthTime
    }

    /// In point and out point after the rule.
    let start: TruthTime
    let end: TruthTime
    /// Every frame once, in order of presentation.
    let shown: [Shown]
    /// There is a picture for every instant.
    let isWhole: Bool
    /// The run in which it begins.
    let run: Int

    /// - Returns: `nil` where the rule leaves nothing, or where its words say nothing: an edge beside a gap that the
    ///   rule would move, and no keyframe before the in point.
    init?(_ truth: Truth, rule: CutRule, from requestedStart: TruthTime, to requestedEnd: TruthTime) {
        guard let start = Self.edge(requestedStart, rule, truth, isStart: true),
            let end = Self.edge(requestedEnd, rule, truth, isStart: false), start < end
        else { return nil }
        self.start = start
        self.end = end
        let decodable = truth.frames.filter(\.decodable)
        var shown: [Shown] = []
        // Where a part of the clip has no picture of its own, the one before stands.
        if let first = decodable.last(where: { $0.start <= start }) {
            shown.append(Shown(frame: first, time: TruthTime(0, 1)))
        }
        for frame in decodable where start < frame.start && frame.start < end {
            shown.append(Shown(frame: frame, time: shown.isEmpty ? TruthTime(0, 1) : frame.start - start))
        }
        self.shown = shown
        var covered = start
        for frame in decodable where frame.start <= covered && covered < frame.end { covered = frame.end }
        isWhole = truth.frames.isEmpty || covered >= end
        run = shown.first.map { truth.segments[$0.frame.segment].run } ?? 0
    }

    /// How long the clip is, in ticks of 1/90000 s, nearest.
    var ticks: Int64 { Self.ticks(end - start) }

    /// Nearest, ties up.
    static func ticks(_ time: TruthTime) -> Int64 {
        let doubled = 2 * time.numerator * 90_000 + time.denominator
        let divisor = 2 * time.denominator
        return doubled >= 0 ? doubled / divisor : -((-doubled + divisor - 1) / divisor)
    }

    private static func edge(
        _ instant: TruthTime, _ rule: CutRule, _ truth: Truth, isStart: Bool
    ) -> TruthTime? {
        guard rule != .cover, rule != .keyframe || isStart else { return instant }
        guard !truth.frames.isEmpty else { return soundEdge(instant, rule, truth) }
        if rule == .keyframe { return truth.frames.last { $0.key && $0.start <= instant }?.start }
        // The snapshot's end is an edge as well.
        guard let place = truth.frameIndex(at: instant) else {
            return instant == truth.videoEnd ? instant : nil
        }
        let frame = truth.frames[place]
        if instant == frame.start { return instant }
        if place + 1 < truth.frames.count, truth.frames[place + 1].start != frame.end { return nil }
        switch rule {
        case .ceil: return frame.end
        case .nearest: return instant - frame.start < frame.end - instant ? frame.start : frame.end
        case .cover, .keyframe: return instant
        }
    }

    /// Without pictures the frames are those of the sound, which all fixtures without pictures carry as AAC: each of 1024
    /// samples, each a place where decoding can begin.
    private static func soundEdge(_ instant: TruthTime, _ rule: CutRule, _ truth: Truth) -> TruthTime? {
        guard let audio = truth.audio, audio.codec == "aac" else { return nil }
        let length = TruthTime(1024, Int64(audio.sampleRate))
        let place = instant - audio.start
        let count = place.numerator * Int64(audio.sampleRate) / (place.denominator * 1024)
        let before = audio.start + TruthTime(count * 1024, Int64(audio.sampleRate))
        guard before < instant else { return instant }
        switch rule {
        case .ceil: return before + length
        case .nearest: return instant - before < before + length - instant ? before : before + length
        case .cover, .keyframe: return before
        }
    }
}
