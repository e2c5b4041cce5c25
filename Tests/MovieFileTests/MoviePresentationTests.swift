import ElementaryStreams
import ExactTime
import Testing

@testable import MovieFile

@Suite("What an edit list shows") struct MoviePresentationTests {
    /// Three pictures of 3000 ticks at 3000, 9000 and 6000 in decoding order, movie and track at 90 kHz.
    private static func track(
        _ edits: [EditListEntry], timeScale: UInt32 = 90_000, offsets: [Int32] = [3000, 6000, 0]
    ) throws -> MovieTrack {
        let movie = MovieDescription(tracks: [
            TrackDescription(
                id: 1, timeScale: timeScale,
                sampleEntry: .audio(AudioSampleEntry(.mp3, channels: 2, sampleRate: 48_000)),
                samples: SampleTable(
                    offsets.map { TrackSample(size: 1, duration: 3000, compositionOffset: $0) }), edits: edits
            )
        ])
        let writer = try MovieWriter(movie)
        let bytes = try writer.headerBytes(payloadSize: UInt64(offsets.count)) + [0, 0, 0]
        return try MovieReader.read(MemorySource(bytes)).tracks[0]
    }

    /// One line a showing: sample, start, end, hidden head, hidden tail in ticks of 1/90000.
    private static func lines(_ track: MovieTrack) throws -> [String] {
        try track.presentation().map { shown in
            let times = [shown.start.sinceZero, shown.end.sinceZero, shown.headTrim, shown.tailTrim].map {
                ($0.seconds * Rational(90_000)).rounded(.nearestTiesUp)
            }
            return ([Int128(shown.index)] + times).map(String.init).joined(separator: " ")
        }
    }

    @Test(
        "whole, trimmed at both ends, behind an empty edit, twice, and to the media's end",
        arguments: [
            ([], ["0 3000 6000 0 0", "2 6000 9000 0 0", "1 9000 12000 0 0"]),
            (
                [EditListEntry(segmentDuration: 9000, mediaTime: 3000)],
                ["0 0 3000 0 0", "2 3000 6000 0 0", "1 6000 9000 0 0"]
            ),
            (
                [EditListEntry(segmentDuration: 3001, mediaTime: 4000)],
                ["0 0 2000 1000 0", "2 2000 3001 0 1999"]
            ),
            (
                [
                    EditListEntry(segmentDuration: 500, mediaTime: nil),
                    EditListEntry(segmentDuration: 10, mediaTime: 8999),
                ], ["2 500 501 2999 0", "1 501 510 0 2991"]
            ),
            (
                [
                    EditListEntry(segmentDuration: 100, mediaTime: 3000),
                    EditListEntry(segmentDuration: 100, mediaTime: 3000),
                ], ["0 0 100 0 2900", "0 100 200 0 2900"]
            ),
            ([EditListEntry(segmentDuration: 100, mediaTime: 12_000)], []),
            ([EditListEntry(segmentDuration: 100, mediaTime: 0)], []),
        ] as [([EditListEntry], [String])])
    func edits(edits: [EditListEntry], expected: [String]) throws {
        #expect(try Self.lines(Self.track(edits)) == expected)
    }

    @Test("without an edit list composition times below zero are shown, too")
    func negativeTimes() throws {
        let track = try Self.track([], offsets: [-3000, 3000, -3000])
        #expect(try Self.lines(track) == ["0 -3000 3000 0 0", "2 3000 6000 0 0", "1 6000 9000 0 0"])
    }

    @Test("an edit may end between two ticks of the track")
    func fractions() throws {
        // 2.00001 s of 44,100: 1 tick of 90000 is 0.49 samples.
        let track = try Self.track(
            [EditListEntry(segmentDuration: 1, mediaTime: 0)], timeScale: 44_100, offsets: [0, 0, 0])
        let shown = try Array(track.presentation())
        #expect(shown.map(\.end) == [MediaInstant(MediaDuration(Rational(1, 90_000)))])
        #expect(shown[0].tailTrim == MediaDuration(Rational(3000, 44_100) - Rational(1, 90_000)))
    }
}
