internal import ExactTime
public import Timeline

/// `precut/frame/1`.
public enum FrameDocument {
    /// What became of one instant: the entry without a `path` where no file was written.
    public static func entry(_ frame: ExtractedFrame, path: String?) -> JSONValue {
        switch frame {
        case .picture(let picture):
            return .members([
                "requestedMs": .milliseconds(picture.requested),
                "index": .count(picture.frame.index),
                "startMs": .milliseconds(picture.frame.start),
                "endMs": .milliseconds(picture.frame.end),
                "pts": .integer(picture.frame.pts),
                "timeBase": .string(picture.frame.timeBase.description),
                "segment": .count(picture.frame.segment),
                "keyframe": .bool(picture.frame.isKeyframe),
                "path": .text(path),
                "width": .count(picture.width),
                "height": .count(picture.height),
                "sha256": .string(picture.sha256),
                "damaged": .bool(picture.isDamaged),
            ])
        case .gap(let requested, let gap):
            return .members([
                "requestedMs": .milliseconds(requested), "gap": .bool(true), "segment": .count(gap.segment),
                "startMs": .milliseconds(gap.start), "endMs": .milliseconds(gap.end),
            ])
        case .undecodable(let requested, let span):
            return .members([
                "requestedMs": .milliseconds(requested), "undecodable": .bool(true),
                "index": .count(span.index), "startMs": .milliseconds(span.start),
                "endMs": .milliseconds(span.end), "pts": .integer(span.pts),
                "timeBase": .string(span.timeBase.description), "segment": .count(span.segment),
            ])
        }
    }

    /// The document with the entries in the order asked for.
    public static func value(_ entries: [JSONValue], source: String, zero: ZeroChoice) -> JSONValue {
        .members([
            "schema": "precut/frame/1", "source": .string(source), "zero": .string(zero.rawValue),
            "frames": .array(entries),
        ])
    }
}
