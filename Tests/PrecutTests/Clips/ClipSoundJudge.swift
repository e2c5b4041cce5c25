import Precut
import TestSupport

/// Holds the sound of a clip against the source's, both decoded by the ffmpeg program, sample against sample.
struct ClipSoundJudge {
    let expectation: ClipExpectation
    let source: SourceMedia

    /// Samples compared at each place.
    private static let window = 1024
    /// Beside a seam between runs decoders have another past: one frame and the overlap of the next.
    private static let seamMargin = 2048
    /// AAC, MP3 or AC-3: decoders may play the rest of the last coded frame.
    private static let longestFrame: Int64 = 1536
    /// Noise that was encoded twice still agrees this well, other noise never.
    private static let leastCorrelation: Float = 0.5

    func problems(_ probe: ClipProbe) -> [String] {
        guard !source.sound.isEmpty else {
            return (probe.honouring.sound?.samples.count ?? 0) == 0
                ? [] : ["sound where the snapshot has none"]
        }
        let pieces = source.sound.compactMap { audible($0) }
        // A stretch that short says nothing, nor does the time between two runs.
        guard !pieces.isEmpty else { return [] }
        guard let sound = probe.honouring.sound else { return ["no sound"] }
        var problems: [String] = []
        if let facts = probe.facts.sound, let own = source.facts[expectation.run].sound,
            (facts.rate, facts.channels, facts.language) != (own.rate, own.channels, own.language)
        {
            problems.append("sound is \(facts), not \(own)")
        }
        let length = samples(expectation.end - expectation.start, sound.rate)
        if sound.start < 0 { problems.append("sound begins \(-sound.start) samples before the picture") }
        if sound.end > length + Self.longestFrame {
            problems.append("sound ends at sample \(sound.end), the clip at \(length)")
        }
        if !sound.jumps.isEmpty { problems.append("sound jumps at its samples \(sound.jumps)") }
        for piece in pieces { problems += check(piece, sound) }
        return problems
    }

    /// What of a stretch of the source's sound lies in the clip, on the axis.
    private struct Piece {
        var sound: SourceMedia.Sound
        var start: TruthTime
        var end: TruthTime
    }

    private func audible(_ sound: SourceMedia.Sound) -> Piece? {
        var start = max(expectation.start, sound.start)
        var end = min(expectation.end, sound.end)
        let margin = TruthTime(Int64(Self.seamMargin), sound.rate)
        if start < sound.audible.lowerBound { start = sound.audible.lowerBound + margin }
        if end > sound.audible.upperBound { end = sound.audible.upperBound - margin }
        guard start < end, samples(end - start, sound.rate) >= 64 else { return nil }
        return Piece(sound: sound, start: start, end: end)
    }

    private func check(_ piece: Piece, _ sound: DecodedSound) -> [String] {
        // Positions in the clip's own list of samples.
        let first = Int(samples(piece.start - expectation.start, sound.rate) - sound.start)
        let end = Int(samples(piece.end - expectation.start, sound.rate) - sound.start)
        var problems: [String] = []
        if first < -1 { problems.append("sound begins \(-first) samples late") }
        if end > sound.samples.count + 1 {
            problems.append("sound ends \(end - sound.samples.count) samples early")
        }
        let (low, high) = (max(first, 0), min(end, sound.samples.count))
        let count = min(Self.window, high - low)
        guard count >= 64 else { return problems + ["too little sound: \(high - low) samples"] }
        // Where the clip's first sample would lie in the source's list.
        let origin =
            samples(expectation.start - piece.sound.start, sound.rate) + sound.start
        for (place, begin) in [("start", low), ("middle", (low + high - count) / 2), ("end", high - count)] {
            let match = SoundMatch.find(
                Array(sound.samples[begin..<begin + count]), in: piece.sound.samples, at: Int(origin) + begin)
            if abs(match.lag) > 1 || match.correlation < Self.leastCorrelation {
                problems.append(
                    "sound at the \(place) (sample \(begin)): lag \(match.lag), correlation \(match.correlation)"
                )
            }
        }
        return problems
    }

    /// Nearest number of samples.
    private func samples(_ time: TruthTime, _ rate: Int64) -> Int64 {
        let scaled = time.numerator * rate * 2 + time.denominator
        let divisor = 2 * time.denominator
        return scaled >= 0 ? scaled / divisor : -((-scaled + divisor - 1) / divisor)
    }
}
