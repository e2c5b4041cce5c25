import Foundation
import TestSupport
import Testing

/// The contract's section 5 is the oracle: which fields must be there, and of which type.
@Suite("The JSON documents keep their contract") struct DocumentTests {
    private static let playlist: JSONShape = .object([
        "kind": .string, "version": .integer, "type": .optional(.string), "ended": .bool,
        "targetDurationMs": .number,
        "mediaSequence": .integer, "discontinuitySequence": .integer, "segmentCount": .integer,
    ])
    private static let stream: JSONShape = .object([
        "index": .integer, "kind": .string, "codec": .string, "timeBase": .string,
        "startMs": .optional(.number),
        "endMs": .optional(.number),
    ])
    private static let videoStream: JSONShape = .object([
        "profile": .string, "width": .integer, "height": .integer, "frameRate": .string,
    ])
    private static let segment: JSONShape = .object([
        "index": .integer, "mediaSequence": .integer, "uri": .string, "playlistStartMs": .number,
        "playlistEndMs": .number, "mediaStartMs": .optional(.number), "mediaEndMs": .optional(.number),
        "driftMs": .optional(.number), "discontinuity": .bool, "gap": .bool, "frames": .integer,
        "keyframesMs": .list(.number), "idrMs": .list(.number), "bytes": .integer,
    ])
    private static let finding: JSONShape = .object([
        "code": .string, "severity": .string, "message": .string, "hint": .string,
        "segment": .optional(.integer),
        "line": .optional(.integer),
    ])
    private static let analyze: JSONShape = .object([
        "schema": .string, "source": .string, "playlist": playlist,
        "clocks": .object([
            "playlistDurationMs": .number, "mediaDurationMs": .number, "maxDriftMs": .number, "zero": .string,
            "audioStartMs": .optional(.number), "videoEndMs": .optional(.number),
            "audioEndMs": .optional(.number),
        ]), "streams": .array(stream), "segments": .array(segment), "findings": .list(finding),
    ])
    private static let frame: JSONShape = .object([
        "index": .integer, "startMs": .number, "endMs": .number, "pts": .integer, "timeBase": .string,
        "keyframe": .bool,
    ])

    @Test("analyze", arguments: Truth.names)
    func analyze(name: String) throws {
        let document = try JSONDocument.run(["analyze", Fixtures.path("media/\(name)/playlist.m3u8")])
        #expect(Self.analyze.faults(document) == [])
        #expect(document["schema"]?.text == "precut/analyze/1")
        for stream in document["streams"]?.elements ?? [] where stream["kind"]?.text == "video" {
            #expect(Self.videoStream.faults(stream) == [])
        }
    }

    @Test("analyze --no-media leaves the media's fields empty")
    func analyzePlaylist() throws {
        let document = try JSONDocument.run([
            "analyze", Fixtures.path("media/ts_gap/playlist.m3u8"), "--no-media",
        ])
        #expect(Self.playlist.faults(document["playlist"]) == [])
        #expect(document["clocks"]?["mediaDurationMs"] == .null)
        #expect(document["segments"]?[0]?["frames"] == .null)
    }

    @Test("locate")
    func locate() throws {
        let source = Fixtures.path("media/ts_program_date_time/playlist.m3u8")
        let document = try JSONDocument.run(["locate", source, "1234.5ms", "0"])
        let position: JSONShape = .object([
            "requestedMs": .number, "segment": .integer, "frame": Self.frame, "keyframeBeforeMs": .number,
            "keyframeAfterMs": .optional(.number), "playlistClockMs": .number, "wallClock": .string,
        ])
        let shape: JSONShape = .object(["schema": .string, "source": .string, "positions": .array(position)])
        #expect(shape.faults(document) == [])
        #expect(document["schema"]?.text == "precut/locate/1")
        #expect(document["positions"]?[0]?["requestedMs"] == .number(1234.5))
        #expect(document["positions"]?[1]?["requestedMs"] == .integer(0))
        let without = try JSONDocument.run(["locate", Fixtures.path("media/ts_gap/playlist.m3u8"), "0"])
        #expect(without["positions"]?[0]?["wallClock"] == .null)
    }

    @Test("frame, in the order asked for; a gap says so and makes exit 1")
    func frame() throws {
        let folder = try OutputFolder()
        let source = Fixtures.path("media/ts_gap/playlist.m3u8")
        let document = try JSONDocument.run(
            ["frame", source, "4100", "2500", "0", "-o", folder.path], exitCode: 1)
        let picture: JSONShape = .object([
            "requestedMs": .number, "index": .integer, "startMs": .number, "endMs": .number, "pts": .integer,
            "timeBase": .string, "segment": .integer, "path": .string, "width": .integer, "height": .integer,
            "sha256": .string,
        ])
        #expect(document["schema"]?.text == "precut/frame/1")
        let frames = document["frames"]?.elements ?? []
        #expect(frames.map { $0["requestedMs"] } == [.integer(4100), .integer(2500), .integer(0)])
        #expect(frames.map { $0["gap"] } == [nil, .bool(true), nil])
        for place in [0, 2] {
            #expect(picture.faults(frames[place]) == [])
            let path = try #require(frames[place]["path"]?.text)
            let hash = try Tool.run("sha256sum", [path]).outputText.prefix(64)
            #expect(frames[place]["sha256"]?.text == String(hash))
        }
        #expect(frames[1]["path"] == nil)
        #expect(folder.names == ["frame-0.jpg", "frame-4100.jpg"])
    }

    @Test("an error, on standard output with its exit code")
    func error() throws {
        let shape: JSONShape = .object([
            "schema": .string,
            "error": .object([
                "code": .string, "message": .string, "causes": .list(.string), "hint": .optional(.string),
            ]),
        ])
        for (arguments, code) in [
            (["analyze", "/nowhere.m3u8"], 66 as Int32), (["locate"], 64), (["frame", "a", "b"], 64),
        ] {
            let document = try JSONDocument.run(arguments, exitCode: code)
            #expect(shape.faults(document) == [])
            #expect(document["schema"]?.text == "precut/error/1")
        }
    }

    @Test("explain and doctor")
    func others() throws {
        let rule: JSONShape = .object([
            "code": .string, "severity": .string, "title": .string, "explanation": .string, "remedy": .string,
            "reference": .optional(.string),
        ])
        #expect(JSONShape.array(rule).faults(try JSONDocument.run(["explain"])["rules"]) == [])
        let check: JSONShape = .object(["name": .string, "found": .string, "ok": .bool, "required": .bool])
        #expect(JSONShape.array(check).faults(try JSONDocument.run(["doctor"])["checks"]) == [])
    }
}
