import TestSupport
import Testing

@testable import Precut

/// The sound tracks of random ranges against what the ffmpeg program decodes of the whole source.
@Suite("The sound of a clip is exact to the sample") struct SoundTruthTests {
    static let fixtures = [
        "ts_closed_gop_25", "ts_closed_gop_2997", "ts_audio_early", "ts_audio_late", "ts_mp3", "ts_ac3",
        "ts_audio_only", "packed_aac", "ts_pts_wrap", "ts_discontinuity_reset", "ts_unmarked_jump", "ts_gap",
        "fmp4", "fmp4_b_frames_edit_list", "multivariant_audio_rendition/high",
    ]

    /// Decoding draws no noise there: AAC of FFmpeg's encoder has noise substitution, AC-3 has dither.
    static let identical: Set = ["ts_mp3"]

    /// Random ranges of whole milliseconds, some short, some from the very start, some to the very end.
    static func ranges(_ length: Int64, count: Int, seed: UInt64) -> [(Int64, Int64)] {
        var random = SeededGenerator(seed: seed)
        return (0..<count).map { number in
            var start = Int64.random(in: 0..<length - 100, using: &random)
            var end = Int64.random(in: start + 60...length, using: &random)
            if number % 4 == 1 { end = min(length, start + Int64.random(in: 60...300, using: &random)) }
            if number % 4 == 2 { start = 0 }
            if number % 4 == 3 { end = length }
            return (start, end)
        }
    }

    private func reference(_ truth: Truth) throws -> SoundReference {
        guard truth.fixture == "multivariant_audio_rendition/high" else { return try SoundReference(truth) }
        let audio = try Truth.load("multivariant_audio_rendition/audio")
        let sound = try SoundReference(audio)
        let start = MediaInstant.zero + TimeBase.mpeg.duration(audio.zeroPts - truth.zeroPts)
        return SoundReference(sampleRate: sound.sampleRate, start: start, samples: sound.pieces[0].samples)
    }

    private func snapshot(_ truth: Truth) async throws -> Snapshot {
        guard truth.fixture == "multivariant_audio_rendition/high" else { return try await .fixture(truth) }
        let path = Fixtures.path("media/multivariant_audio_rendition/playlist.m3u8")
        return try await Snapshot.open(path, options: SnapshotOptions(cacheDirectory: nil))
    }

    @Test("copied and encoded sound lies where the source has it", arguments: fixtures)
    func liesWhereTheSourceHasIt(fixture: String) async throws {
        let truth = try Truth.load(fixture)
        let reference = try reference(truth)
        let snapshot = try await snapshot(truth)
        let length = (truth.videoEnd ?? truth.audioEnd)?.millisecondsDown ?? 0
        for (number, (start, end)) in Self.ranges(length, count: 6, seed: 41).enumerated() {
            let mode: ClipMode = number % 3 == 2 ? .encode : .smart
            let scene = try await SoundScene.make(snapshot, start..<end, mode)
            let name = "\(fixture) \(start)..\(end) \(mode)"
            let sections = reference.sections(start..<end)
            guard let facts = scene.made?.facts else {
                #expect(sections.isEmpty, "\(name)")
                continue
            }
            try check(scene, facts, sections, fixture, name)
        }
    }

    private func check(
        _ scene: SoundScene, _ facts: SoundFacts, _ sections: [SoundReference.Section], _ fixture: String,
        _ name: String
    ) throws {
        let heard = try SoundReference.decode(scene.path)
        let first = Int(facts.heard.lowerBound)
        if facts.isCopied {
            #expect(facts.heard.lowerBound == Int64(sections.first?.start ?? -1), "\(name)")
            #expect(
                facts.heard.upperBound == sections.last.map { Int64($0.start + $0.samples.count) }, "\(name)")
        }
        #expect(Int64(heard.count) >= facts.sampleCount, "\(name)")
        #expect(Int64(heard.count) <= facts.sampleCount + 2048, "\(name)")
        if facts.isCopied, Self.identical.contains(fixture), let section = sections.first {
            let start = section.start - first
            let isIdentical = heard.dropFirst(start).prefix(section.samples.count) == section.samples
            #expect(isIdentical, "\(name)")
        }
        for section in sections {
            // The head and the tail, where a slip would show.
            let size = min(section.samples.count, 1200)
            for offset in [0, section.samples.count - size] {
                let expected = section.samples.dropFirst(offset).prefix(size)
                let place = section.start + offset - first
                // Sections too short to be told from chance are left to the other tests.
                guard place >= 0,
                    let (delay, fit) = SoundReference.delay(of: heard.dropFirst(place), against: expected)
                else { continue }
                #expect(delay == 0, "\(name) \(facts.isCopied) at \(place): fit \(fit)")
                #expect(fit > 0.5, "\(name) \(facts.isCopied) at \(place)")
            }
        }
    }
}
