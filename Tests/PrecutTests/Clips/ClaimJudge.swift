import Precut
import TestSupport

/// Holds what is said about a clip against what is in it.
struct ClaimJudge {
    let expectation: ClipExpectation
    let source: SourceMedia
    let truth: Truth

    func problems(_ clip: ClipResult, _ probe: ClipProbe) -> [String] {
        var problems: [String] = []
        func require(_ claim: String, _ isTrue: Bool) { if !isTrue { problems.append("claimed: \(claim)") } }
        require("verified \(clip.isVerified)", clip.isVerified)
        require("\(clip.bytes) bytes of \(probe.bytes.count)", clip.bytes == probe.bytes.count)
        let length = MediaDuration(Rational(Int128(expectation.ticks), 90_000))
        require("duration \(clip.duration.millisecondsText)", clip.duration == length)
        require("gaps \(clip.gaps)", clip.gaps.isEmpty == expectation.isWhole)
        if let first = expectation.shown.first, let last = expectation.shown.last {
            guard let video = clip.video else { return problems + ["claimed: no pictures"] }
            require(
                "first frame \(video.firstFrame.millisecondsText)",
                video.firstFrame == first.frame.start.instant)
            require(
                "last frame \(video.lastFrame.millisecondsText)", video.lastFrame == last.frame.start.instant)
            require("start \(video.start.millisecondsText)", video.start == expectation.start.instant)
            require("end \(video.end.millisecondsText)", video.end == expectation.end.instant)
            require("\(video.frames) frames", video.frames == expectation.shown.count)
            require(
                "\(video.copiedFrames) copied and \(video.encodedFrames) encoded of \(video.frames)",
                video.copiedFrames + video.encodedFrames == video.frames)
            let copied = copiedFrames(probe)
            require(
                "\(video.copiedFrames) copied frames, \(copied) are the source's",
                video.copiedFrames == copied)
            problems += unedited(video, probe)
        } else {
            require("pictures", clip.video == nil)
        }
        if let sound = probe.honouring.sound {
            guard let audio = clip.audio else { return problems + ["claimed: no sound"] }
            require("sound at \(audio.sampleRate) Hz", Int64(audio.sampleRate) == sound.rate)
            if let skew = clip.skew {
                let sample = MediaDuration(Rational(1, Int128(sound.rate)))
                require(
                    "skew of \(skew.millisecondsText) ms", -sample.seconds <= skew.seconds && skew <= sample)
            }
        }
        return problems
    }

    /// Shown samples all of whose slices are the source's, byte by byte.
    private func copiedFrames(_ probe: ClipProbe) -> Int {
        let codec = probe.facts.video?.codec ?? ""
        return probe.facts.packets.filter { packet in
            guard !packet.isHidden, packet.position >= 0,
                packet.position + packet.size <= probe.bytes.count
            else { return false }
            let sample = probe.bytes[packet.position..<packet.position + packet.size]
            let slices = CodedSlices.ofSample(sample, codec: codec)
            return !slices.isEmpty && slices.allSatisfy(source.slices.contains)
        }.count
    }

    /// What a player that ignores edit lists shows, as claimed and as decoded.
    private func unedited(_ video: ClipResult.Video, _ probe: ClipProbe) -> [String] {
        let claim = video.ignoringEdits
        let claimed = truth.frames.first { $0.start.instant == claim.firstFrame }
        let isCleanStart = truth.segments.contains { segment in
            segment.idr.contains { $0.instant == claim.firstFrame }
        }
        let frames = probe.ignoring.frames
        var problems: [String] = []
        if claim.frames != probe.facts.packets.count {
            problems.append(
                "claimed without edit list: \(claim.frames) frames, there are \(probe.facts.packets.count)")
        }
        // Right behind a recovery point a picture may not be whole, and its number not legible.
        let isFirst =
            frames.first?.number == claimed?.number || (!isCleanStart && frames.first?.number == nil)
        if frames.count != claim.frames || !isFirst {
            problems.append(
                "claimed without edit list: \(claim.frames) frames from \(claimed?.number ?? -1) on, shown are "
                    + "\(frames.count) from \(frames.first?.number ?? -1) on")
        }
        let shown = expectation.shown.first?.frame.number
        if let first = frames.first, let inPoint = frames.first(where: { $0.number == shown }) {
            let early = MediaDuration(Rational(Int128(inPoint.pts - first.pts), 90_000))
            if early != claim.early {
                problems.append(
                    "claimed without edit list: \(claim.early.millisecondsText) ms early, it is \(early.millisecondsText)"
                )
            }
        }
        if let track = probe.boxes.video,
            claim.duration != MediaDuration(Rational(Int128(track.mediaDuration), 90_000))
        {
            problems.append("claimed without edit list: plays \(claim.duration.millisecondsText) ms")
        }
        return problems
    }
}
