import TestSupport
import Testing

@testable import Precut

/// Sources without any noise that a decoder draws, at a rate whose frames begin between two ticks of 90 kHz.
@Suite("Copied sound decodes to the source's own samples") struct SoundIdentityTests {
    @Test(
        "every sample from the first to the last",
        arguments: [
            ["aac", "-aac_pns", "0", "-b:a", "128k"], ["libmp3lame", "-q:a", "4"],
            ["libmp3lame", "-b:a", "64k"],
        ])
    func identity(encoder: [String]) async throws {
        let folder = try TemporaryFolder()
        let result = try Tool.run(
            "ffmpeg",
            [
                "-v", "error", "-f", "lavfi", "-i",
                "anoisesrc=seed=3:sample_rate=44100:duration=6:amplitude=0.3",
            ]
                + ["-ac", "2", "-c:a"] + encoder + ["-f", "hls", "-hls_time", "1", "-hls_list_size", "0"]
                + ["-hls_playlist_type", "vod", "-hls_segment_filename", "s%d.ts", "p.m3u8"],
            directory: folder.path)
        try #require(result.exitCode == 0, "\(result.errorText)")
        let segments = folder.names.filter { $0.hasSuffix(".ts") }
        let joined = try Tool.run("cat", segments, directory: folder.path)
        let whole = try SoundReference.decode(try folder.write("whole.ts", [UInt8](joined.output)))
        let reference = SoundReference(sampleRate: 44_100, start: .zero, samples: whole)
        let options = SnapshotOptions(cacheDirectory: nil)
        let snapshot = try await Snapshot.open(folder.path("p.m3u8"), options: options)
        for (start, end) in SoundTruthTests.ranges(5900, count: 8, seed: 5) {
            let scene = try await SoundScene.make(snapshot, start..<end, .smart)
            let facts = try #require(scene.made?.facts)
            #expect(facts.isCopied)
            let heard = try SoundReference.decode(scene.path)
            let section = try #require(reference.sections(start..<end).first)
            // Whole milliseconds are no whole samples here: one sample of rounding.
            let first = section.samples.startIndex
            let fits = (max(0, first - 1)...first + 1).contains { place in
                let expected = whole[place...].prefix(Int(facts.sampleCount))
                return expected.count == facts.sampleCount && heard.starts(with: expected)
            }
            #expect(fits, "\(encoder) \(start)..\(end)")
            #expect(abs(Int(facts.sampleCount) - section.samples.count) <= 1)
        }
    }

    @Test("hidden samples, heard ones and edits agree with what ffprobe reads") func edits() async throws {
        let snapshot = try await Snapshot.fixture(try Truth.load("ts_audio_late"))
        // Sound begins 498.667 ms behind the first frame.
        for (start, mode) in [(Int64(100), ClipMode.smart), (1234, .smart), (1234, .encode)] {
            let scene = try await SoundScene.make(snapshot, start..<2345, mode)
            let facts = try #require(scene.made?.facts)
            #expect(facts.heard.lowerBound == (start == 100 ? 19_136 : 0))
            #expect(facts.heard.upperBound == (2345 - start) * 48)
            #expect(scene.planned?.heard == facts.heard)
            #expect(scene.planned?.hiddenSamples == facts.hiddenSamples)
            let probe = try Tool.run(
                "ffprobe",
                [
                    "-v", "error", "-ignore_editlist", "1", "-show_entries",
                    "packet=duration:format=duration", "-of", "csv=p=0", scene.path,
                ])
            let lines = probe.outputText.split(separator: "\n").map(String.init)
            let samples = lines.dropLast().compactMap { Int64($0) }.reduce(0, +)
            #expect(samples == facts.hiddenSamples + facts.sampleCount)
            // Milliseconds are whole here, so the edits last them exactly.
            #expect(
                lines.last?.hasPrefix(start == 100 ? "2.245000" : "1.111000") == true, "\(probe.outputText)")
        }
    }
}
