import Precut
import TestSupport
import Testing

/// `truth.json` is measured from the first frame; every other zero is a shift of it that the truth itself names.
@Suite("Zero is where it was asked to be") struct ZeroTests {
    static let withSound = Truth.names.filter { name in
        (try? Truth.load(name)).map { $0.video != nil && $0.audio != nil } ?? false
    }
    static let withVideo = Truth.names.filter { (try? Truth.load($0))?.video != nil }

    @Test("audio and earliest move every frame by the start of the sound", arguments: withSound)
    func sound(name: String) async throws {
        let truth = try Truth.load(name)
        let sound = try #require(truth.audio).start.span
        for (zero, shift) in [(ZeroChoice.audio, sound), (.earliest, min(sound, .zero))] {
            let snapshot = try await Snapshot.fixture(truth, zero: zero)
            let chosen = stride(from: 0, to: truth.frames.count, by: 11).map { truth.frames[$0] }
            let located = try await snapshot.locate(chosen.map { ($0.start.instant - shift).expression })
            for (found, frame) in zip(located, chosen) {
                #expect(found.frame?.start == frame.start.instant - shift, "\(zero) \(frame.number)")
                #expect(found.frame?.end == frame.end.instant - shift, "\(zero) \(frame.number)")
                #expect(found.frame?.pts == frame.pts, "\(zero) \(frame.number)")
            }
        }
    }

    @Test("playlist lays each segment's first frame where EXTINF says", arguments: withVideo)
    func playlist(name: String) async throws {
        let truth = try Truth.load(name)
        let snapshot = try await Snapshot.fixture(truth, zero: .playlist)
        for segment in truth.segments where !segment.gap {
            guard let first = segment.mediaStart else { continue }
            let frames = truth.frames.filter { $0.segment == segment.index }
            for frame in [frames.first, frames.dropFirst(frames.count / 2).first].compactMap({ $0 }) {
                let expected = segment.playlistStart + (frame.start - first)
                guard expected < segment.playlistEnd else { continue }
                let found = try await snapshot.locate([expected.instant.expression])[0]
                let label = "\(name) segment \(segment.index) frame \(frame.number)"
                #expect(found.frame?.start == expected.instant, "\(label)")
                #expect(found.frame?.pts == frame.pts, "\(label)")
                #expect(found.playlistClock == expected.instant, "\(label)")
            }
        }
    }
}
