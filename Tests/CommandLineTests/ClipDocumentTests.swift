import Foundation
import TestSupport
import Testing

/// The contract's section 5 is the oracle for the shape, each fixture's truth for what is said of the pictures.
@Suite("The clip's JSON document keeps its contract") struct ClipDocumentTests {
    private static let video: JSONShape = .object([
        "firstFrameMs": .number, "lastFrameMs": .number, "startMs": .number, "endMs": .number,
        "frames": .integer, "copiedFrames": .integer, "encodedFrames": .integer, "codec": .string,
        "ignoringEdits": .object([
            "firstFrameMs": .number, "earlyMs": .number, "frames": .integer, "durationMs": .number,
        ]),
    ])
    private static let audio: JSONShape = .object([
        "startMs": .number, "endMs": .number, "samples": .integer, "sampleRate": .integer, "codec": .string,
        "copied": .bool, "reason": .optional(.string), "lateIgnoringEditsMs": .number,
    ])
    private static let entry: JSONShape = .object([
        "action": .string, "reason": .optional(.string), "segment": .integer, "startMs": .number,
        "endMs": .number, "frames": .integer, "bytes": .integer,
    ])

    private static func shape(isPlan: Bool) -> JSONShape {
        .object([
            "schema": .string, "source": .string, "path": isPlan ? .optional(.string) : .string,
            "mode": .string, "policy": .object(["zero": .string, "rule": .string]),
            "requested": .object(["startMs": .number, "endMs": .number]), "video": .optional(video),
            "audio": .optional(audio), "avSkewMs": .optional(.number), "durationMs": .number,
            "bytes": isPlan ? .optional(.integer) : .integer, "segmentsRead": .integer,
            "bytesRead": .integer, "verified": .bool, "plan": .list(entry),
            "gaps": .list(.object(["startMs": .number, "endMs": .number])),
            "findings": .list(.object(["code": .string, "severity": .string, "message": .string])),
        ])
    }

    /// Pictures of two sizes go into no one clip; the rest of the fixtures do.
    private static let names = Truth.names.filter { $0 != "ts_discontinuity_resolution" }

    private static let modes = ["smart", "copy", "encode"]

    @Test(
        "every fixture, made and planned, the modes in turn",
        arguments: names.enumerated().map { ($1, modes[$0 % modes.count]) })
    func contract(name: String, mode: String) throws {
        let folder = try OutputFolder()
        let truth = try Truth.load(name)
        let arguments = [
            "clip", truth.playlistPath, "--range", "907..end-313", "--mode", mode, "--allow-gaps",
        ]
        let made = try JSONDocument.run(arguments + ["-o", folder.path("a.mp4")])
        #expect(Self.shape(isPlan: false).faults(made) == [])
        #expect(made["schema"]?.text == "precut/clip/1")
        #expect(made["verified"] == .bool(true))
        #expect(made["mode"]?.text == mode)
        #expect(made["bytes"] == .integer(Int64(try folder.bytes("a.mp4").count)))
        let planned = try JSONDocument.run(arguments + ["--plan"])
        #expect(Self.shape(isPlan: true).faults(planned) == [])
        #expect(planned["verified"] == .bool(false))
        #expect(planned["path"] == .null && planned["bytes"] == .null)
        for field in ["requested", "policy", "video", "audio", "durationMs", "gaps"] {
            #expect(planned[field] == made[field], "\(field)")
        }
        let parts = [planned, made].map { document in
            (document["plan"]?.elements ?? []).map { entry in
                ["action", "reason", "segment", "startMs", "endMs", "frames"].map { entry[$0] }
            }
        }
        #expect(parts[0] == parts[1])
        try Self.compare(made, with: truth)
    }

    /// Frames counted in the fixture's truth; those that nobody can decode stand for none.
    private static func compare(_ document: JSONDocument, with truth: Truth) throws {
        guard let video = document["video"], video != .null else { return }
        let start = try milliseconds(document["requested"]?["startMs"])
        let end = try milliseconds(document["requested"]?["endMs"])
        let shown = truth.frames.filter { frame in
            frame.decodable && frame.start.milliseconds < end && frame.end.milliseconds > start
        }
        let gaps = document["gaps"]?.elements ?? []
        guard gaps.isEmpty, let first = shown.first, let last = shown.last else { return }
        #expect(video["frames"] == .integer(Int64(shown.count)))
        #expect(abs(try milliseconds(video["firstFrameMs"]) - first.start.milliseconds) < rounding)
        #expect(abs(try milliseconds(video["lastFrameMs"]) - last.start.milliseconds) < rounding)
        let (copied, encoded) = (video["copiedFrames"], video["encodedFrames"])
        guard case .integer(let copied)? = copied, case .integer(let encoded)? = encoded else { return }
        #expect(copied + encoded == Int64(shown.count))
    }

    /// Six decimals of a millisecond are written.
    private static let rounding = 0.000_001

    private static func milliseconds(_ value: JSONDocument?) throws -> Double {
        switch value {
        case .integer(let number): return Double(number)
        case .number(let number): return number
        default: throw Unexpected()
        }
    }

    private struct Unexpected: Error {}
}

extension TruthTime {
    fileprivate var milliseconds: Double { Double(numerator) * 1000 / Double(denominator) }
}
