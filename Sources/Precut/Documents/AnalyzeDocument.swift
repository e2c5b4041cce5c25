internal import ElementaryStreams
internal import ExactTime
internal import Findings
internal import Playlist

extension SnapshotAnalysis {
    /// `precut/analyze/1`.
    ///
    /// - Parameter range: Only these segments are listed; the rest of the document is about all of them.
    public func document(segments range: Range<Int>? = nil) -> JSONValue {
        .members([
            "schema": "precut/analyze/1",
            "source": .string(source),
            "variant": variantValue,
            "playlist": playlistValue,
            "clocks": clocksValue,
            "streams": .array(streams.enumerated().map { value(of: $1, index: $0) }),
            "segments": .array((range ?? playlist.segments.indices).map(segmentValue)),
            "findings": .array(findings.map(\.value)),
        ])
    }

    private var variantValue: JSONValue {
        guard let variant else { return .null }
        return .members([
            "uri": .string(publicText(ofURI: variant.uri)),
            "bandwidth": variant.bandwidth.map { .integer($0) } ?? .null,
            "width": .count(variant.resolution?.width), "height": .count(variant.resolution?.height),
        ])
    }

    private var playlistValue: JSONValue {
        .members([
            "kind": "media",
            "version": .integer(playlist.version ?? 1),
            "type": .text(playlist.playlistType.map { $0 == .vod ? "VOD" : "EVENT" }),
            "ended": .bool(playlist.hasEndList),
            "targetDurationMs": .milliseconds(playlist.targetDuration),
            "mediaSequence": .integer(playlist.mediaSequence),
            "discontinuitySequence": .integer(playlist.discontinuitySequence),
            "segmentCount": .count(playlist.segments.count),
        ])
    }

    private var clocksValue: JSONValue {
        .members([
            "playlistDurationMs": .milliseconds(playlistStarts.last),
            "mediaDurationMs": .milliseconds(report.flatMap { $0.videoEnd ?? $0.audioEnd }),
            "maxDriftMs": .milliseconds(report?.maxDrift),
            "zero": .string(zero.rawValue),
            "videoStartMs": .milliseconds(report?.videoStart),
            "videoEndMs": .milliseconds(report?.videoEnd),
            "audioStartMs": .milliseconds(report?.audioStart),
            "audioEndMs": .milliseconds(report?.audioEnd),
        ])
    }

    private func value(of stream: StreamSummary, index: Int) -> JSONValue {
        let common: JSONValue = .members([
            "index": .count(index), "kind": .string(stream.kind.rawValue),
            "codec": .string(stream.codec.name),
        ])
        let times: KeyValuePairs<String, JSONValue> = [
            "timeBase": .string(stream.timeBase.description), "units": .count(stream.units),
            "startMs": .milliseconds(stream.start), "endMs": .milliseconds(stream.end),
            "language": .text(stream.language), "separate": .bool(stream.isSeparate),
        ]
        switch stream.kind {
        case .video:
            return common.adding([
                "profile": .text(stream.video?.profile), "level": .count(stream.video?.level),
                "width": .count(stream.video?.width), "height": .count(stream.video?.height),
                "sampleAspectRatio": .text(
                    stream.video.map { "\($0.sampleAspectRatio.horizontal):\($0.sampleAspectRatio.vertical)" }
                ),
                "bitDepth": .count(stream.video?.bitDepth),
                "interlaced": stream.video.map { .bool($0.isInterlaced) } ?? .null,
                "frameRate": .text(stream.frameRate.map { "\($0.numerator)/\($0.denominator)" }),
            ]).adding(times)
        case .audio:
            return common.adding([
                "profile": .text(stream.audio?.profile), "sampleRate": .count(stream.audio?.sampleRate),
                "channels": .count(stream.audio?.channels),
                "samplesPerFrame": .count(stream.audio?.samplesPerFrame),
            ]).adding(times)
        case .data: return common.adding(times)
        }
    }

    private func segmentValue(_ number: Int) -> JSONValue {
        let segment = playlist.segments[number]
        let facts = report?.segments[number]
        return .members([
            "index": .count(number),
            "mediaSequence": .integer(segment.mediaSequence),
            "uri": .string(publicText(ofURI: segment.uri)),
            "line": .count(segment.line),
            "playlistStartMs": .milliseconds(playlistStarts[number]),
            "playlistEndMs": .milliseconds(playlistStarts[number + 1]),
            "mediaStartMs": .milliseconds(facts?.mediaStart),
            "mediaEndMs": .milliseconds(facts?.mediaEnd),
            "driftMs": .milliseconds(facts?.drift),
            "discontinuity": .bool(segment.isDiscontinuity),
            "gap": .bool(segment.isGap),
            "frames": .count(facts?.frames),
            "keyframesMs": facts.map { .array($0.keyframes.map { .milliseconds($0) }) } ?? .null,
            "idrMs": facts.map { .array($0.idr.map { .milliseconds($0) }) } ?? .null,
            "bytes": facts == nil ? .null : .count(segmentBytes[number]),
        ])
    }
}

extension Finding {
    /// An entry of `findings[]`.
    public var value: JSONValue {
        .members([
            "code": .string(rule.code), "severity": .string(severity.rawValue), "message": .string(message),
            "hint": .string(rule.remedy), "segment": .count(segment), "line": .count(line),
        ])
    }
}

extension JSONValue: ExpressibleByStringLiteral {
    /// Text.
    public init(stringLiteral text: String) { self = .string(text) }
}
