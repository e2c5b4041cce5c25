import Precut
import TestSupport
import Testing

/// Who tests the tests: clips that the ffmpeg program made well pass, clips that it made badly do not.
@Suite("The judges of clips notice what is wrong", .serialized) struct ClipHarnessTests {
    private func expectation() throws -> ClipExpectation {
        try #require(
            ClipExpectation(
                Truth.load(ForeignClip.fixture), rule: .cover,
                from: TruthTime(milliseconds: ForeignClip.start), to: TruthTime(milliseconds: ForeignClip.end)
            ))
    }

    @Test("in clips that somebody else made", arguments: ForeignClip.all)
    func foreign(clip: ForeignClip) throws {
        let folder = try TemporaryFolder()
        let path = folder.path("clip.mp4")
        let made = try clip.make(path)
        try #require(made.exitCode == 0, "\(made.errorText)")
        let source = try ClipSource(fixture: ForeignClip.fixture)
        let expectation = try expectation()
        let judge = ClipJudge(expectation: expectation, source: try source.media(), needsNoEditList: true)
        let problems = judge.problems(try ClipProbe(path))
        if let complaint = clip.complaint {
            #expect(problems.contains { $0.contains(complaint) }, "\(problems)")
        } else {
            #expect(problems.isEmpty)
        }
        let witnessed = judge.problems(try GStreamerProbe(path))
        if clip.complaint == nil { #expect(witnessed.isEmpty) }
        if clip.kept != ForeignClip.good.kept { #expect(!witnessed.isEmpty) }
    }

    @Test("with an edit list that may be there, everything else is still judged")
    func editList() throws {
        let folder = try TemporaryFolder()
        var clip = ForeignClip.good
        clip.options = ["-bf", "2"]
        try #require(try clip.make(folder.path("clip.mp4")).exitCode == 0)
        let source = try ClipSource(fixture: ForeignClip.fixture)
        let judge = ClipJudge(
            expectation: try expectation(), source: try source.media(), needsNoEditList: false)
        let probe = try ClipProbe(folder.path("clip.mp4"))
        #expect(judge.problems(probe) == [])
        #expect(probe.boxes.video?.edits.map(\.mediaTime) == [7200])
    }

    @Test("in what is said about a clip")
    func claims() async throws {
        let folder = try TemporaryFolder()
        let source = try ClipSource(fixture: ForeignClip.fixture)
        let range = ClipRequest.Range(
            start: TruthTime(milliseconds: ForeignClip.start).instant.expression,
            end: TruthTime(milliseconds: ForeignClip.end).instant.expression, path: folder.path("clip.mp4"))
        let result = try #require(
            try await source.open().makeClips(ClipRequest(ranges: [range], mode: .copy)).first)
        let judge = ClaimJudge(
            expectation: try expectation(), source: try source.media(), truth: source.truth)
        let probe = try ClipProbe(range.path)
        #expect(judge.problems(result, probe) == [])
        let millisecond = MediaDuration(milliseconds: 1)
        let lies: [(String, (inout ClipResult) -> Void)] = [
            ("verified", { $0.isVerified = false }),
            ("bytes", { $0.bytes += 1 }),
            ("duration", { $0.duration = $0.duration + millisecond }),
            (
                "first frame",
                { result in result.video.map { result.video?.firstFrame = $0.start + millisecond } }
            ),
            ("last frame", { result in result.video.map { result.video?.lastFrame = $0.end } }),
            ("frames", { $0.video?.frames += 1 }),
            ("copied", { $0.video?.copiedFrames -= 1 }),
            (
                "frames from",
                { result in result.video.map { result.video?.ignoringEdits.firstFrame = $0.start } }
            ),
            ("early", { $0.video?.ignoringEdits.early = millisecond }),
            ("plays", { $0.video?.ignoringEdits.duration = millisecond }),
            ("no pictures", { $0.video = nil }),
            ("no sound", { $0.audio = nil }),
            ("skew", { $0.skew = millisecond }),
        ]
        for (word, lie) in lies {
            var lying = result
            lie(&lying)
            #expect(judge.problems(lying, probe).contains { $0.contains(word) }, "\(word)")
        }
    }
}
