import Precut
import TestSupport

extension ErrorCase {
    /// Questions that this snapshot has no answer to.
    static let questions: [ErrorCase] = [
        ErrorCase(
            "an instant behind the end", .usage, "beyond-end", ["6000 ms", "beyond the snapshot", "end-1"]
        ) {
            try await $0.frame(of: plain, at: 6_000)
        },
        ErrorCase(
            "an instant before the start", .usage, "before-start", ["-1 ms", "starts at 0 ms", "--zero"]
        ) {
            try await $0.frame(of: plain, at: -1)
        },
        ErrorCase("locating behind the end", .usage, "beyond-end", ["99999 ms"]) {
            _ = try await $0.open(plain).locate([TimeExpression(anchor: .start, milliseconds: 99_999)])
        },
        ErrorCase("a picture of sound", .invalidInput, "no-video", ["no video", "precut locate"]) {
            try await $0.frame(of: Fixtures.path("media/ts_audio_only/playlist.m3u8"))
        },
        ErrorCase("an image wider than any format can hold", .usage, "image-size", ["70000", "--width"]) {
            try await $0.frame(of: plain, width: 70_000)
        },
        ErrorCase("a header without a colon", .usage, "bad-header", ["--header", "no colon", "Name: value"]) {
            let time = TimeExpression(anchor: .start, milliseconds: 0)
            _ = try await $0.open(plain, headers: [try SnapshotOptions.header("hush-header")]).locate([time])
        },
        ErrorCase("a header that would split the request", .usage, "bad-header", ["control character"]) {
            let time = TimeExpression(anchor: .start, milliseconds: 0)
            _ = try await $0.open(plain, headers: [try SnapshotOptions.header("A: hush\r\nB: hush")]).locate([
                time
            ])
        },
        ErrorCase("the task is cancelled", .interrupted, "interrupted", ["interrupted"]) { scene in
            let playlist = ErrorScene.playlist(["a.ts"])
            let server = try TestServer { request in
                request.path == "/a.ts" ? .silence : .bytes(Array(playlist.utf8))
            }
            let work = Task { try await scene.frame(of: server.secretURL("/snapshot.m3u8")) }
            while server.log.count < 2 { try await Task.sleep(for: .milliseconds(5)) }
            work.cancel()
            try await work.value
        },
    ]

    private static let plain = Fixtures.path("media/ts_closed_gop_25/playlist.m3u8")
}
