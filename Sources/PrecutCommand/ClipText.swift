import Precut

/// A finished clip for people: what it shows, what became of each picture, how it plays.
struct ClipText {
    private let clip: ClipResult
    private let words: ClipWords

    init(_ clip: ClipResult) {
        self.clip = clip
        words = ClipWords(clip: clip)
    }

    var text: String {
        var lines = [("requested", words.span(clip.requestedStart, clip.requestedEnd) + ", \(words.policy)")]
        if let video = clip.video { lines += pictures(video) }
        lines += words.sound
        if let skew = clip.skew { lines.append(("sync", sync(skew))) }
        lines += words.gaps
        lines.append(("edit lists", editLists))
        lines.append(("duration", "\(clip.duration.millisecondsText) ms (\(clip.duration.clockText))"))
        lines.append(
            (
                "size",
                "\(words.count(clip.bytes, "byte")), from \(words.count(clip.segmentsRead, "segment")) (\(words.count(Int(clamping: clip.bytesRead), "byte")) read)"
            ))
        if clip.isVerified {
            lines.append(
                ("verified", "the file was read again, and frames and samples are those of the plan"))
        }
        return (clip.path.map { $0 + "\n" } ?? "") + words.lines(lines)
            + words.findings(except: [.clipNeedsEditList])
    }

    private func pictures(_ video: ClipResult.Video) -> [(String, String)] {
        var lines = [
            ("shown", words.span(video.start, video.end)),
            ("first frame", first(video)),
            ("last frame", last(video)),
            (
                "pictures",
                "\(words.count(video.frames, "frame")) of \(video.codec.name): \(video.copiedFrames) copied, \(video.encodedFrames) encoded"
            ),
        ]
        for (reason, frames) in encoded { lines.append(("", "\(frames) encoded: \(reason.words)")) }
        return lines
    }

    private func first(_ video: ClipResult.Video) -> String {
        guard video.firstFrame < video.start else { return "at \(video.firstFrame.millisecondsText) ms" }
        let missing = video.start - video.firstFrame
        return
            "at \(video.firstFrame.millisecondsText) ms, shown from \(video.start.millisecondsText) ms on (its first \(missing.millisecondsText) ms cut off)"
    }

    private func last(_ video: ClipResult.Video) -> String {
        "at \(video.lastFrame.millisecondsText) ms, shown up to \(video.end.millisecondsText) ms"
    }

    /// How many frames were encoded for each reason, in order of their first place.
    private var encoded: [(EncodeReason, Int)] {
        var order: [EncodeReason] = []
        var frames: [EncodeReason: Int] = [:]
        for entry in clip.plan {
            guard entry.action == .encode, let reason = entry.reason else { continue }
            if frames[reason] == nil { order.append(reason) }
            frames[reason, default: 0] += entry.frames
        }
        return order.map { ($0, frames[$0] ?? 0) }
    }

    private func sync(_ skew: MediaDuration) -> String {
        if skew == .zero { return "sound lies against the picture as in the snapshot" }
        let direction = skew > .zero ? "later" : "earlier"
        return
            "sound lies \(skew.magnitude.millisecondsText) ms \(direction) against the picture than in the snapshot"
    }

    /// What players that ignore edit lists do with it.
    private var editLists: String {
        var effects: [String] = []
        if let video = clip.video {
            let unedited = video.ignoringEdits
            if unedited.early > .zero {
                effects.append(
                    "begin \(unedited.early.millisecondsText) ms earlier, at the frame of \(unedited.firstFrame.millisecondsText) ms"
                )
            }
            if unedited.frames != video.frames {
                effects.append("show \(words.count(unedited.frames, "frame")) instead of \(video.frames)")
            }
        }
        if let audio = clip.audio {
            // Each track begins at once; what comes before the in point in one of them delays what follows in it.
            let late = audio.lateIgnoringEdits - (clip.video?.ignoringEdits.early ?? .zero)
            if late != .zero {
                effects.append(
                    "play the sound \(late.magnitude.millisecondsText) ms too \(late > .zero ? "late" : "early")"
                )
            }
        }
        return effects.isEmpty
            ? "players that ignore them show the same"
            : "players that ignore them " + list(effects)
    }

    private func list(_ parts: [String]) -> String {
        guard let last = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " and " + last
    }
}
