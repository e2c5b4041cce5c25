import Precut
import TestSupport

/// Holds what programs that are not ours find in a clip against what must be there.
struct ClipJudge {
    let expectation: ClipExpectation
    let source: SourceMedia
    /// A player that ignores edit lists must show the same.
    let needsNoEditList: Bool

    /// Everything that is wrong, in words; empty for a good clip.
    func problems(_ probe: ClipProbe) -> [String] {
        var problems = pictures(probe) + durations(probe) + facts(probe)
        problems += ClipSoundJudge(expectation: expectation, source: source).problems(probe)
        if !probe.honouring.complaints.isEmpty { problems.append("decoding: \(probe.honouring.complaints)") }
        if needsNoEditList {
            if !probe.ignoring.complaints.isEmpty {
                problems.append("decoding without edit list: \(probe.ignoring.complaints)")
            }
            if probe.ignoring.frames != probe.honouring.frames {
                problems.append(
                    "without edit list: \(Self.summary(probe.ignoring)), with: \(Self.summary(probe.honouring))"
                )
            }
        }
        return problems
    }

    /// What a second demuxer must find.
    func problems(_ witness: GStreamerProbe) -> [String] {
        let found = witness.shown.map { Self.ticks(nanoseconds: $0) }
        let expected = expectation.shown.map { ClipExpectation.ticks($0.time) }
        var problems: [String] = []
        if !zip(found, expected).allSatisfy({ abs($0 - $1) <= 1 }) || found.count != expected.count {
            problems.append(
                "GStreamer shows \(found.count) pictures at \(found.prefix(5))…, not \(expected.count)")
        }
        if let length = witness.length, abs(Self.ticks(nanoseconds: length) - expectation.ticks) > 1 {
            problems.append("GStreamer plays \(length) ns, not \(expectation.ticks) ticks")
        }
        return problems
    }

    private static func ticks(nanoseconds: Int64) -> Int64 { (nanoseconds * 9 + 50_000) / 100_000 }

    private static func summary(_ view: ClipProbe.View) -> String {
        let numbers = view.frames.map { $0.number.map(String.init) ?? "?" }
        return "\(numbers.count) pictures \(numbers.first ?? "")…\(numbers.last ?? "")"
            + " from \(view.frames.first?.pts ?? 0) to \(view.frames.last?.pts ?? 0)"
    }

    // MARK: Pictures

    private func pictures(_ probe: ClipProbe) -> [String] {
        guard !expectation.shown.isEmpty else {
            return probe.facts.video == nil ? [] : ["pictures where the snapshot has none"]
        }
        let found = probe.honouring.frames
        let numbers = found.map(\.number)
        let expected = expectation.shown.map(\.frame.number)
        var problems: [String] = []
        if numbers != expected.map(Optional.some) {
            if numbers.first != expected.first {
                problems.append(
                    "first frame \(numbers.first.flatMap { $0 } ?? -1), not \(expected.first ?? -1)")
            }
            if numbers.last != expected.last {
                problems.append("last frame \(numbers.last.flatMap { $0 } ?? -1), not \(expected.last ?? -1)")
            }
            let missing = Set(expected).subtracting(numbers.compactMap { $0 })
            if !missing.isEmpty { problems.append("missing \(missing.sorted())") }
            let foreign = numbers.filter { number in number.map { !expected.contains($0) } ?? true }
            if !foreign.isEmpty { problems.append("\(foreign.count) foreign or unreadable") }
            problems.append("\(numbers.count) frames, not \(expected.count), or in another order")
        }
        if probe.honouring.timeScale != 90_000 { problems.append("time base 1/\(probe.honouring.timeScale)") }
        let wrong = zip(found, expectation.shown).filter { !Self.isNearest($0.pts, $1.time) }
        if let (frame, shown) = wrong.first {
            problems.append(
                "\(wrong.count) frames at other times: \(shown.frame.number) at \(frame.pts), not \(shown.time) s"
            )
        }
        let packets = probe.facts.packets
        if zip(packets, packets.dropFirst()).contains(where: { $0.dts >= $1.dts }) {
            problems.append("decoding times do not grow")
        }
        return problems
    }

    /// Whether no other tick lies nearer.
    private static func isNearest(_ ticks: Int64, _ time: TruthTime) -> Bool {
        let difference = TruthTime(ticks, 90_000) - time
        let half = TruthTime(1, 180_000)
        return -half <= difference && difference <= half
    }

    // MARK: Durations

    private func durations(_ probe: ClipProbe) -> [String] {
        let boxes = probe.boxes
        var problems: [String] = []
        func require(_ name: String, _ found: Int64?, _ expected: Int64, within: Int64 = 0) {
            guard let found, abs(found - expected) <= within else {
                problems.append("\(name) \(found.map(String.init) ?? "absent"), not \(expected)")
                return
            }
        }
        let ticks = expectation.ticks
        require("movie time scale", boxes.timeScale, 90_000)
        require("mvhd duration", boxes.duration, ticks)
        require("container duration", (probe.facts.containerMicroseconds * 9 + 50) / 100, ticks, within: 1)
        if !expectation.shown.isEmpty {
            let video = boxes.video
            require("video time scale", video?.mediaTimeScale, 90_000)
            require("tkhd duration", video?.duration, ticks)
            require("length of the pictures", video?.editedDuration ?? video?.mediaDuration, ticks)
            require("first video pts", probe.facts.firstPictureTicks, 0)
        }
        if !boxes.isMovieFirst { problems.append("payload before moov: \(boxes.topLevel)") }
        return problems
    }

    // MARK: Facts

    private func facts(_ probe: ClipProbe) -> [String] {
        var problems: [String] = []
        let own = source.facts[expectation.run].video
        if probe.facts.video != own {
            problems.append(
                "pictures are \(String(describing: probe.facts.video)), not \(String(describing: own))")
        }
        return problems
    }
}
