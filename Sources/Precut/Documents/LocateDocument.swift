internal import ExactTime
internal import Timeline

/// `precut/locate/1`.
public enum LocateDocument {
    /// The document about some instants of one snapshot.
    public static func value(_ located: [LocatedInstant], source: String, zero: ZeroChoice) -> JSONValue {
        .members([
            "schema": "precut/locate/1", "source": .string(source), "zero": .string(zero.rawValue),
            "positions": .array(located.map(position)),
        ])
    }

    private static func position(_ located: LocatedInstant) -> JSONValue {
        .members([
            "requestedMs": .milliseconds(located.requested),
            "segment": .count(located.segment),
            "uri": .string(located.uri),
            "gap": .bool(located.gap != nil),
            "frame": located.frame?.value ?? .null,
            "gapStartMs": .milliseconds(located.gap?.start),
            "gapEndMs": .milliseconds(located.gap?.end),
            "keyframeBeforeMs": .milliseconds(located.keyframes?.before),
            "keyframeAfterMs": .milliseconds(located.keyframes?.after),
            "playlistClockMs": .milliseconds(located.playlistClock),
            "wallClock": .text(located.wallClock?.description),
        ])
    }
}

extension FrameSpan {
    /// The frame as an object: its place in its segment, its interval, its timestamp.
    var value: JSONValue {
        .members([
            "index": .count(index), "startMs": .milliseconds(start), "endMs": .milliseconds(end),
            "pts": .integer(pts), "timeBase": .string(timeBase.description), "keyframe": .bool(isKeyframe),
        ])
    }
}
