import Precut
import TestSupport
import Testing

/// ffprobe's timing, laid out by another program, is the oracle.
@Suite("Analysis equals ffprobe's timing") struct AnalysisTruthTests {
    @Test("segments, keyframes, starts, ends and drift", arguments: Truth.names)
    func segments(name: String) async throws {
        let truth = try Truth.load(name)
        let analysis = try await Snapshot.fixture(truth).analyze()
        let report = try #require(analysis.report)
        #expect(report.segments.count == truth.segments.count)
        for (number, expected) in truth.segments.enumerated() {
            let segment = report.segments[number]
            let label = "\(name) segment \(number)"
            #expect(segment.playlistStart == expected.playlistStart.instant, "\(label): playlist start")
            #expect(segment.playlistEnd == expected.playlistEnd.instant, "\(label): playlist end")
            #expect(segment.mediaStart == expected.mediaStart?.instant, "\(label): media start")
            #expect(segment.mediaEnd == expected.mediaEnd?.instant, "\(label): media end")
            #expect(segment.drift == expected.drift?.span, "\(label): drift")
            #expect(analysis.playlist.segments[number].isGap == expected.gap, "\(label): gap")
            guard truth.video != nil else { continue }
            #expect(segment.frames == expected.frames, "\(label): frames")
            #expect(segment.keyframes == expected.keyframes.map(\.instant), "\(label): keyframes")
            #expect(segment.idr == expected.idr.map(\.instant), "\(label): IDR")
        }
    }

    @Test("streams and the three ends", arguments: Truth.names)
    func streams(name: String) async throws {
        let truth = try Truth.load(name)
        let analysis = try await Snapshot.fixture(truth).analyze()
        let report = try #require(analysis.report)
        #expect(report.playlistEnd - .zero == truth.playlistDuration.span)
        #expect(report.videoEnd == truth.videoEnd?.instant, "\(name): video end")
        #expect(report.audioStart == truth.audio?.start.instant, "\(name): audio start")
        #expect(report.audioEnd == truth.audioEnd?.instant, "\(name): audio end")
        if let expected = truth.video {
            let video = try #require(analysis.streams.first { $0.kind == .video })
            #expect(video.codec.name == expected.codec)
            #expect(video.video?.profile == expected.profile)
            #expect(video.video?.width == expected.width)
            #expect(video.video?.height == expected.height)
            #expect(video.units == truth.frames.count)
        }
        if let expected = truth.audio {
            let audio = try #require(analysis.streams.first { $0.kind == .audio })
            #expect(audio.codec.name == expected.codec)
            #expect(audio.audio?.sampleRate == expected.sampleRate)
            #expect(audio.audio?.channels == expected.channels)
            #expect(audio.units == expected.frames)
        }
    }
}
