import Foundation
import Precut
import TestSupport

extension ErrorCase {
    /// Clips that cannot be made; nothing of them may be left.
    static let clips: [ErrorCase] = [
        clip("an empty range", .usage, "empty-range", ["1000 ms to 1000 ms is empty"], 1000, 1000),
        clip("a reversed range", .usage, "empty-range", ["ends at 1000 ms, before it starts"], 2000, 1000),
        clip("a range beyond the end", .usage, "beyond-end", ["6001 ms", "6000 ms"], 0, 6001),
        clip("a range before the start", .usage, "before-start", ["-1 ms", "--zero"], -1, 1000),
        clip(
            "a range inside one frame, by a rule that keeps whole frames", .usage, "rule-leaves-nothing",
            ["[345, 350) ms", "`ceil`", "--rule cover"], 345, 350, rule: .ceil),
        clip(
            "a gap inside", .invalidInput, "gap-inside", ["2000 ms to 3000 ms", "--allow-gaps"], 1000, 4500,
            of: "ts_gap"),
        clip(
            "pictures that refer to what the snapshot does not hold", .invalidInput, "no-picture",
            ["[0, 100) ms", "precut analyze"], 0, 100, of: "ts_no_keyframe_at_start", allowsGaps: true),
        clip(
            "pictures of two sizes", .invalidInput, "format-change", ["size changes", "make one clip"], 301,
            3000, of: "ts_discontinuity_resolution"),
        ErrorCase(
            "parameter sets that copied pictures cannot share", .invalidInput, "copy-impossible",
            ["different parameter sets of the same number", "--mode smart"]
        ) { scene in
            let segments = ["ts_closed_gop_25", "ts_closed_gop_60"].map {
                Fixtures.path("media/\($0)/segment0.ts")
            }
            let playlist = ErrorScene.localPlaylist([segments[0] + "\n#EXT-X-DISCONTINUITY", segments[1]])
            try await scene.clip(
                of: try scene.folder.write("playlist.m3u8", playlist), 300, 2500, mode: .copy)
        },
        ErrorCase(
            "pictures without parameter sets", .invalidInput, "parameter-sets", ["missing or damaged"]
        ) { scene in
            let segments = (1...2).map { Fixtures.path("media/ts_parameter_sets_once/segment\($0).ts") }
            let playlist = ErrorScene.localPlaylist(segments)
            try await scene.clip(of: try scene.folder.write("playlist.m3u8", playlist), 300, 1500)
        },
        ErrorCase(
            "sound of two sample rates", .invalidInput, "sound-rate-changes", ["44100 Hz, 48000 Hz"]
        ) { scene in
            for rate in [44_100, 48_000] { try scene.makeSound("\(rate).aac", rate: rate, "-c:a", "aac") }
            let playlist = ErrorScene.localPlaylist(["48000.aac\n#EXT-X-DISCONTINUITY", "44100.aac"])
            try await scene.clip(of: try scene.folder.write("playlist.m3u8", playlist), 300, 3000)
        },
        ErrorCase(
            "sound of another codec", .invalidInput, "sound-codec-unsupported", ["fLaC", "--variant"]
        ) { scene in
            try scene.makeSound(
                "all.mp4", "-c:a", "flac", "-strict", "-2", "-movflags", "frag_keyframe+empty_moov")
            let playlist = ErrorScene.localPlaylist(["all.mp4"], tags: "#EXT-X-MAP:URI=\"all.mp4\"\n")
            try await scene.clip(of: try scene.folder.write("playlist.m3u8", playlist), 300, 1500)
        },
        ErrorCase(
            "neither picture nor sound", .invalidInput, "nothing-inside", ["neither picture nor sound"]
        ) { scene in
            try scene.makeSound("a.aac", "-c:a", "aac")
            let playlist = ErrorScene.localPlaylist(["a.aac\n#EXT-X-GAP", "b.aac", "a.aac"])
            try await scene.clip(
                of: try scene.folder.write("playlist.m3u8", playlist), 2200, 3800, allowsGaps: true)
        },
        ErrorCase(
            "an output in the place of a segment", .cannotWrite, "output-is-input", ["the snapshot itself"]
        ) { scene in
            let folder = try scene.folder.copyFixture("fmp4")
            let snapshot = try await scene.open(folder + "/playlist.m3u8")
            try snapshot.requireNoSource(among: [folder + "/../fmp4/init.mp4"])
        },
    ]

    private static func clip(
        _ name: String, _ kind: PrecutError.Kind, _ code: String, _ words: [String], _ start: Int,
        _ end: Int, of fixture: String = "ts_closed_gop_25", rule: CutRule = .cover, allowsGaps: Bool = false
    ) -> ErrorCase {
        ErrorCase(name, kind, code, words) { scene in
            try await scene.clip(
                of: Fixtures.path("media/\(fixture)/playlist.m3u8"), start, end, rule: rule,
                allowsGaps: allowsGaps)
        }
    }
}

extension ErrorScene {
    /// Makes a clip, and sees to it that a failure leaves no output.
    func clip(
        of source: String, _ start: Int, _ end: Int, mode: ClipMode = .smart, rule: CutRule = .cover,
        allowsGaps: Bool = false
    ) async throws {
        let outputs = try TemporaryFolder()
        let range = ClipRequest.Range(
            start: TimeExpression(anchor: .start, offset: MediaDuration(milliseconds: Int64(start))),
            end: TimeExpression(anchor: .start, offset: MediaDuration(milliseconds: Int64(end))),
            path: outputs.path("a.mp4"))
        do {
            _ = try await open(source).makeClips(
                ClipRequest(ranges: [range], mode: mode, rule: rule, allowsGaps: allowsGaps))
        } catch {
            guard outputs.names.isEmpty else { throw Leftover(names: outputs.names) }
            throw error
        }
    }

    /// Two seconds of a tone, by the `ffmpeg` program.
    func makeSound(_ name: String, rate: Int = 48_000, _ options: String...) throws {
        let input = ["-v", "error", "-f", "lavfi", "-i", "sine=440:d=2:r=\(rate)"]
        let result = try Tool.run("ffmpeg", input + options + [folder.path(name)])
        guard result.exitCode == 0 else {
            throw Tool.Failure.program(exitCode: result.exitCode, errorText: result.errorText)
        }
    }

    /// A failed clip left files.
    struct Leftover: Error {
        let names: [String]
    }
}
