import Foundation
import Precut
import TestSupport
import Testing

/// Needs Debian's `chromium`, `chromium-driver` and `curl`, and `PRECUT_BROWSER_TESTS=1`.
@Suite(
    "A browser plays clips as they were planned", .serialized,
    .enabled(if: ProcessInfo.processInfo.environment["PRECUT_BROWSER_TESTS"] == "1"))
struct ClipBrowserTests {
    /// Loads a clip, then seeks; reads the number in the picture each time (layout: `Fixtures/README.md`).
    private static let script = """
        const done = arguments[arguments.length - 1];
        const video = document.createElement('video');
        video.muted = true;
        video.preload = 'auto';
        const read = () => {
            const canvas = document.createElement('canvas');
            const [width, height] = [canvas.width, canvas.height] = [video.videoWidth, video.videoHeight];
            const context = canvas.getContext('2d');
            context.drawImage(video, 0, 0);
            const pixels = context.getImageData(0, 0, width, height).data;
            const isSet = (x, y) => pixels[4 * (y * width + x) + 1] > 127;
            let number = 0;
            for (let bit = 0; bit < 24; bit++) {
                const x = Math.floor((2 * bit + 1) * width / 48);
                const upper = isSet(x, Math.floor(height / 8));
                if (upper === isSet(x, Math.floor(height * 3 / 8))) return -1;
                if (upper) number += 2 ** bit;
            }
            return number;
        };
        video.addEventListener('error', () => done({ failure: video.error.message }));
        video.addEventListener('loadeddata', async () => {
            const numbers = [read()];
            for (const time of arguments[1]) {
                video.currentTime = time;
                await new Promise(resolve => video.addEventListener('seeked', resolve, { once: true }));
                numbers.push(read());
            }
            done({ numbers, duration: video.duration });
        });
        video.src = arguments[0];
        """

    /// Seconds: as many pictures as the fixtures' encoders reorder.
    private static let longestTail = 0.2

    @Test(
        "the first picture, and those that it seeks to",
        arguments: ["ts_closed_gop_25", "ts_open_gop", "ts_b_pyramid", "fmp4_b_frames_edit_list"],
        [ClipMode.smart, .copy])
    func plays(fixture: String, mode: ClipMode) async throws {
        let source = try ClipSource(fixture: fixture)
        let (start, end) = (TruthTime(milliseconds: 1230), TruthTime(milliseconds: 3710))
        let folder = try TemporaryFolder()
        let range = ClipRequest.Range(
            start: start.instant.expression, end: end.instant.expression, path: folder.path("clip.mp4"))
        _ = try await source.open().makeClips(ClipRequest(ranges: [range], mode: mode))
        let expectation = try #require(ClipExpectation(source.truth, rule: .cover, from: start, to: end))
        // The middle of some frames, the last one among them.
        let shown = expectation.shown
        let places = [1, shown.count / 3, shown.count / 2, shown.count - 1, 2]
        let times = places.map { place in
            let next = place + 1 < shown.count ? shown[place + 1].time : end - start
            let sum = shown[place].time + next
            return Double(sum.numerator) / Double(2 * sum.denominator)
        }
        let clip = [UInt8](try Data(contentsOf: URL(fileURLWithPath: range.path)))
        let server = try TestServer(routes: [
            "/": .bytes(Array("<!doctype html><title>clip</title>".utf8), type: "text/html"),
            "/clip.mp4": .bytes(clip, type: "video/mp4"),
        ])
        let browser = try Browser()
        defer { browser.close() }
        try browser.open(server.url("/"))
        let answer = try browser.run(Self.script, ["/clip.mp4", times])
        let numbers = try #require((answer["numbers"] as? [Int]), "\(answer)")
        #expect(numbers == ([0] + places).map { shown[$0].frame.number })
        let duration = try #require(answer["duration"] as? Double)
        if mode == .copy {
            // Chromium lets what is hidden behind the out point lengthen the clip.
            #expect(duration > 2.479_9 && duration < 2.48 + Self.longestTail)
        } else {
            #expect(abs(duration - 2.48) < 0.000_1)
        }
    }
}
