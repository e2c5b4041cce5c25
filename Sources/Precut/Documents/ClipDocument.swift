internal import Cutting
internal import ElementaryStreams
internal import ExactTime
internal import Findings
internal import Timeline

/// `precut/clip/1`, and `precut/clips/1` for several.
public enum ClipDocument {
    /// The document about the clips of one call.
    ///
    /// - Parameters:
    ///   - clips: In the order asked for.
    ///   - source: The snapshot, as it may be shown.
    ///   - isList: Wrap them as `precut/clips/1`, each a whole `precut/clip/1`; otherwise the first one is the document.
    public static func value(_ clips: [ClipResult], source: String, isList: Bool) -> JSONValue {
        if !isList, let clip = clips.first { return clip.document(source: source) }
        return .members([
            "schema": "precut/clips/1", "source": .string(source),
            "clips": .array(clips.map { $0.document(source: source) }),
        ])
    }
}

extension ClipResult {
    /// `precut/clip/1`.
    public func document(source: String) -> JSONValue {
        .members([
            "schema": "precut/clip/1",
            "source": .string(source),
            "path": .text(path),
            "mode": .string(mode.rawValue),
            "policy": .members(["zero": .string(zero.rawValue), "rule": .string(rule.rawValue)]),
            "requested": .members([
                "startMs": .milliseconds(requestedStart), "endMs": .milliseconds(requestedEnd),
            ]),
            "video": video?.value ?? .null,
            "audio": audio?.value ?? .null,
            "avSkewMs": .milliseconds(skew),
            "durationMs": .milliseconds(duration),
            "bytes": path == nil ? .null : .count(bytes),
            "sourceBytes": path == nil ? .count(bytes) : .null,
            "segmentsRead": .count(segmentsRead),
            "bytesRead": .integer(bytesRead),
            "verified": .bool(isVerified),
            "plan": .array(plan.map(\.value)),
            "gaps": .array(
                gaps.map { .members(["startMs": .milliseconds($0.start), "endMs": .milliseconds($0.end)]) }),
            "findings": .array(findings.map(\.value)),
        ])
    }
}

extension ClipResult.Video {
    fileprivate var value: JSONValue {
        .members([
            "codec": .string(codec.name),
            "firstFrameMs": .milliseconds(firstFrame), "lastFrameMs": .milliseconds(lastFrame),
            "startMs": .milliseconds(start), "endMs": .milliseconds(end),
            "firstPts": .integer(firstPTS), "lastPts": .integer(lastPTS),
            "timeBase": .string(timeBase.description),
            "frames": .count(frames), "copiedFrames": .count(copiedFrames),
            "encodedFrames": .count(encodedFrames),
            "ignoringEdits": .members([
                "firstFrameMs": .milliseconds(ignoringEdits.firstFrame),
                "earlyMs": .milliseconds(ignoringEdits.early),
                "frames": .count(ignoringEdits.frames),
                "durationMs": .milliseconds(ignoringEdits.duration),
            ]),
        ])
    }
}

extension ClipResult.Audio {
    fileprivate var value: JSONValue {
        .members([
            "codec": .string(codec.name),
            "startMs": .milliseconds(start), "endMs": .milliseconds(end),
            "samples": .count(samples), "sampleRate": .count(sampleRate),
            "copied": .bool(isCopied), "reason": .text(reason?.rawValue),
            "lateIgnoringEditsMs": .milliseconds(lateIgnoringEdits),
        ])
    }
}

extension ClipResult.PlanEntry {
    fileprivate var value: JSONValue {
        .members([
            "action": .string(action.rawValue), "reason": .text(reason?.rawValue),
            "segment": .count(segment), "startMs": .milliseconds(start), "endMs": .milliseconds(end),
            "frames": .count(frames), "bytes": .count(bytes),
        ])
    }
}
