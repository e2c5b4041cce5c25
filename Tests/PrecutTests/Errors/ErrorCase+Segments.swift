import Precut
import TestSupport

extension ErrorCase {
    /// Segments that the wanted frame lies in, and that cannot be read.
    static let segments: [ErrorCase] = [
        segment(
            "a segment that answers 404", .inputNotFound, "resource-not-found", ["segment 0", "404"],
            .status(404)),
        segment(
            "a segment that answers 403", .inputNotFound, "forbidden", ["segment 0", "403"], .status(403)),
        segment(
            "a segment that answers 503", .unavailable, "http-status", ["segment 0", "503", "later"],
            .status(503)),
        segment(
            "an HTML page for a segment", .invalidInput, "not-a-segment", ["segment 0", "HTML"],
            .bytes(Array("<html><body>no".utf8))),
        segment(
            "a segment without a byte", .invalidInput, "not-a-segment", ["segment 0", "no bytes"], .bytes([])),
        segment(
            "a segment that redirects to a file", .unavailable, "escapes-to-local-file", ["not read"],
            .redirect(to: "file:///etc/passwd")),
        ErrorCase(
            "other bytes than the range asked for", .unavailable, "wrong-range", ["segment 1", "range"]
        ) { scene in
            let tags = ErrorScene.playlist(["segment0.ts", "segment1.ts"])
                .replacing("segment1", with: "#EXT-X-BYTERANGE:1000@5000\nsegment1")
            let bytes = try ErrorScene.segment()
            let server = try TestServer(routes: [
                "/snapshot.m3u8": .bytes(Array(tags.utf8)), "/segment0.ts": .bytes(bytes),
                "/segment1.ts": .wrongRange(bytes, contentRange: "bytes 0-999/27260"),
            ])
            try await scene.frame(of: server.secretURL("/snapshot.m3u8"), at: 2_100)
        },
        ErrorCase(
            "a byte range behind the end of its file", .invalidInput, "range-beyond-end",
            ["ends before", "27260"]
        ) { scene in
            let playlist = ErrorScene.localPlaylist(["#EXT-X-BYTERANGE:1000@99000\na.ts"])
            try await scene.frame(playlist: playlist, files: ["a.ts": try ErrorScene.segment()])
        },
        ErrorCase("a byte range of nothing", .invalidInput, "bad-range", ["byte range is empty"]) { scene in
            let playlist = ErrorScene.localPlaylist(["#EXT-X-BYTERANGE:0@0\na.ts"])
            try await scene.frame(playlist: playlist, files: ["a.ts": try ErrorScene.segment()])
        },
        ErrorCase(
            "a local file named over HTTP", .unavailable, "escapes-to-local-file",
            ["came over HTTP", "not read"]
        ) {
            try await $0.frame(segmentAnswer: .bytes([]), uri: "file:///etc/passwd")
        },
        ErrorCase(
            "a segment's scheme of another world", .invalidInput, "unsupported-scheme",
            ["segment 0", "`rtsp:`"]
        ) {
            try await $0.frame(segmentAnswer: .bytes([]), uri: "rtsp://example.invalid/a.ts")
        },
        ErrorCase("a segment's URI that is none", .invalidInput, "bad-location", ["segment 0", "no host"]) {
            try await $0.frame(segmentAnswer: .bytes([]), uri: "http:///a.ts")
        },
        ErrorCase(
            "an absolute path over HTTP is the server's, not ours", .inputNotFound, "resource-not-found",
            ["http://", "/etc/passwd"]
        ) {
            try await $0.frame(segmentAnswer: .status(404), uri: "/etc/passwd")
        },
        ErrorCase(
            "a missing local segment", .inputNotFound, "file-not-found", ["segment 0", "there is no file"]
        ) {
            try await $0.frame(playlist: ErrorScene.localPlaylist(["gone.ts"]))
        },
        ErrorCase(
            "fMP4 without initialization section", .invalidInput, "not-a-segment",
            ["initialization section", "EXT-X-MAP"]
        ) {
            try await $0.frame(
                playlist: ErrorScene.localPlaylist(["a.m4s"]),
                files: ["a.m4s": try Fixtures.bytes("media/fmp4/segment0.m4s")])
        },
        ErrorCase(
            "video of a codec that is not decoded", .invalidInput, "codec-unsupported",
            ["H.264 and HEVC", "--variant"]
        ) { scene in
            let made = try Tool.run(
                "ffmpeg",
                [
                    "-v", "error", "-f", "lavfi", "-i", "testsrc=s=64x64:r=25:d=1", "-c:v", "mpeg2video",
                    "-f",
                    "mpegts", "-",
                ])
            try await scene.frame(
                playlist: ErrorScene.localPlaylist(["a.ts"]), files: ["a.ts": Array(made.output)], at: 0)
        },
        ErrorCase(
            "a segment that changed while it was read", .invalidInput, "segment-changed",
            ["changed", "--no-cache"]
        ) { scene in
            let server = try TestServer(sequences: [
                "/snapshot.m3u8": [.bytes(Array(ErrorScene.playlist(["a.ts"]).utf8))],
                "/a.ts": [
                    .bytes(try ErrorScene.segment()),
                    .bytes(try Fixtures.bytes("media/ts_audio_only/segment0.ts")),
                ],
            ])
            let snapshot = try await scene.open(server.secretURL("/snapshot.m3u8"))
            _ = try await snapshot.analyze()
            let time = TimeExpression(anchor: .start, milliseconds: 0)
            try await snapshot.extractFrames(FrameRequest(times: [time])) { _, _ in }
        },
    ]

    private static func segment(
        _ name: String, _ kind: PrecutError.Kind, _ code: String, _ words: [String],
        _ answer: TestServerResponse
    ) -> ErrorCase {
        ErrorCase(name, kind, code, words) { try await $0.frame(segmentAnswer: answer) }
    }
}
