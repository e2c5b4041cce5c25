import ExactTime
import Findings
import Playlist
import Testing

@Suite("Tags of a media playlist apply where they should") struct MediaPlaylistTests {
    @Test("keys have the scope of their KEYFORMAT, and NONE ends all")
    func keys() throws {
        let playlist = try Reading.media(file: "keys_scoped_and_rotated.m3u8")
        #expect(
            playlist.segments.map { $0.keys.map(\.uri) } == [
                [], ["k1", "skd://k1"], ["k2?a=1,2", "skd://k1"], ["k2?a=1,2", "skd://k1"], [], ["skd://k3"],
            ])
        #expect(playlist.segments[1].keys[0].iv == Array(0...15))
        #expect(playlist.segments[1].keys[1].keyFormat == "com.apple.streamingkeydelivery")
        #expect(playlist.segments[2].keys[0].iv == nil)
        #expect(playlist.segments[5].keys[0].iv == Array(repeating: 0, count: 15) + [1])
        #expect(playlist.segments[5].keys[0].method == .sampleAES)
        #expect(playlist.keys.map(\.line) == [7, 8, 11, 17, 20])
        #expect(playlist.initializations.map { $0.keys.count } == [2])
        #expect(playlist.segments.map { $0.initialization?.line } == [nil, nil, nil, 14, 14, 14])
        #expect(playlist.segments.map(\.mediaSequence) == [40, 41, 42, 43, 44, 45])
    }

    @Test(
        "IV is hexadecimal of up to 128 bits",
        arguments: [
            ("0x1", Array(repeating: 0, count: 15) + [1]), ("0XfF", Array(repeating: 0, count: 15) + [255]),
            ("0x" + String(repeating: "f", count: 32), Array(repeating: 255, count: 16)),
            ("0x" + String(repeating: "0", count: 33), nil), ("0x", nil), ("12", nil), ("0xg", nil),
        ] as [(String, [UInt8]?)])
    func initializationVectors(text: String, expected: [UInt8]?) throws {
        let playlist = try Reading.media("#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=\(text)\n")
        #expect(playlist.keys.first?.iv == expected)
    }

    @Test("byte ranges without offset continue the one before")
    func byteRanges() throws {
        let playlist = try Reading.media(file: "byte_ranges_implicit.m3u8")
        #expect(playlist.segments.map { $0.byteRange?.offset } == [720, 1720, 3720, 0, nil])
        #expect(playlist.segments.map { $0.byteRange?.length } == [1000, 2000, 3000, 500, nil])
        #expect(playlist.initializations.first?.byteRange == ByteRange(offset: 0, length: 720))
        let findings = PlaylistJudge.findings(for: .media(playlist))
        #expect(findings.map(\.rule.code) == ["HLS033", "HLS032"])
        #expect(findings.map(\.segment) == [3, 4])
    }

    @Test("discontinuities, gaps, bit rates and dates belong to their segments")
    func segments() throws {
        let playlist = try Reading.media(file: "discontinuities_gap_dates.m3u8")
        #expect(playlist.segments.map(\.isDiscontinuity) == [false, false, false, true, false, true])
        #expect(playlist.segments.map(\.discontinuitySequence) == [3, 3, 3, 4, 4, 5])
        #expect(playlist.segments.map(\.isGap) == [false, false, false, false, true, false])
        #expect(playlist.segments.map(\.bitrate) == [1200, 1200, 1200, 1200, 1200, 800])
        #expect(
            playlist.segments.map { $0.programDateTime?.description } == [
                "2024-02-29T14:59:58.500Z", nil, "2024-02-29T15:00:06.508Z", "2024-02-29T15:10:00.000Z", nil,
                "2024-02-29T15:00:00.123456789Z",
            ])
        #expect(playlist.segments.first?.programDateTime?.writtenOffset == "+09:00")
        let findings = PlaylistJudge.findings(for: .media(playlist))
        #expect(findings.map(\.rule.code) == ["HLS034", "HLS036", "HLS037"])
    }

    @Test("odd durations are read as players read them, exactly, and what is unusable is zero")
    func durations() throws {
        let playlist = try Reading.media(file: "extinf_odd.m3u8")
        let expected: [(String, Rational)] = [
            ("leading_space_no_comma.ts", Rational(283, 25)), ("negative.ts", .zero), ("huge.ts", .zero),
            ("text.ts", .zero), ("exponent.ts", .zero), ("unit.ts", Rational(9, 2)),
            ("no_leading_zero.ts", Rational(1, 2)),
            ("many_digits.ts", Rational(3_141592653589793238462643383, 1_000000000000000000000000000)),
            ("zero.ts", .zero), ("nothing.ts", .zero), ("title.ts", Rational(3003, 500)),
            ("no_extinf.ts", .zero), ("two_extinf.ts", Rational(3)),
        ]
        #expect(playlist.segments.map(\.uri) == expected.map(\.0))
        #expect(playlist.segments.map(\.duration.seconds) == expected.map(\.1))
        #expect(
            playlist.duration.seconds
                == Rational(28467592653589793238462643383, 1_000000000000000000000000000))
        #expect(playlist.segments[10].title == "A title, with a comma")
        #expect(playlist.segments.map(\.durationLine).suffix(2) == [nil, 28])
        let findings = PlaylistJudge.findings(for: .media(playlist))
        #expect(
            findings.map { "\($0.rule.code) \($0.line ?? 0)" } == [
                "HLS022 4", "HLS023 4", "HLS025 6", "HLS027 8", "HLS024 10", "HLS024 12", "HLS024 14",
                "HLS028 18", "HLS026 20", "HLS024 22", "HLS029 26", "HLS030 27", "HLS030 31",
            ])
    }

    @Test("starts are exact prefix sums, and the last one plus its duration is the whole")
    func prefixSums() throws {
        var text = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:3\n"
        for index in 0..<14_400 {
            text += "#EXTINF:\(index % 3 == 0 ? "1.9866666" : "2.002333"),\n\(index).ts\n"
        }
        let playlist = try Reading.media(text)
        // sum(Fraction(...)) of Python.
        #expect(playlist.duration.seconds == Rational(89_869_989, 3125))
        let starts = playlist.playlistStarts
        var expected = MediaInstant.zero
        for (segment, start) in zip(playlist.segments, starts) {
            #expect(start == expected)
            expected = start + segment.duration
        }
        #expect(expected.sinceZero == playlist.duration)
    }

    @Test("sums that leave 128 bits do not trap")
    func hugeSums() throws {
        var text = "#EXTM3U\n"
        for _ in 0..<400 { text += "#EXTINF:999999999.000000000000000000000000001,\na\n" }
        let playlist = try Reading.media(text)
        #expect(playlist.duration.seconds.rounded(.down) == 399_999_999_600)
        #expect(playlist.playlistStarts.count == 400)
    }

    @Test("sequence numbers that stand too late still count from the first segment")
    func lateNumbers() throws {
        let playlist = try Reading.media(file: "joined_twice.m3u8")
        #expect(playlist.segments.map(\.mediaSequence) == [9, 10])
        #expect(playlist.segments.map(\.discontinuitySequence) == [4, 4])
    }

    @Test("variables are replaced in URIs and quoted strings, once")
    func variables() throws {
        let bytes = try Reading.bytes(of: "bis_variables.m3u8")
        let playlist = try Reading.media(
            Playlist.parse(bytes, variables: ["region": "kr"], queryParameters: ["token": "a%20b"]))
        #expect(
            playlist.segments.map(\.uri) == [
                "https://media.example.com/show/kr/1.m4s?token=a%20b",
                "https://media.example.com/show/{$nothing}/2.m4s",
            ])
        #expect(
            playlist.segments.first?.initialization?.uri
                == "https://media.example.com/show/kr/init.mp4?token=a%20b")
        #expect(playlist.defines.map(\.origin) == [.value, .value, .imported, .queryParameter])
        let codes = PlaylistJudge.findings(for: .media(playlist)).map(\.rule.code)
        #expect(codes == ["HLS018"])
        let alone = try Reading.media(Playlist.parse(bytes))
        #expect(
            alone.defines.map(\.value) == [
                "https://media.example.com", "https://media.example.com/show", nil, nil,
            ])
        #expect(alone.segments.first?.uri == "https://media.example.com/show/{$region}/1.m4s?token={$token}")
    }

    @Test(
        "the first telling tag decides the kind",
        arguments: [
            ("#EXTM3U\n", false), ("#EXTM3U\na.ts\n", false),
            ("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n", true),
            ("#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO\n#EXTINF:1,\na\n", true),
            ("#EXTM3U\n#EXTINF:1,\na\n#EXT-X-STREAM-INF:BANDWIDTH=1\nb\n", false),
            ("#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=1,URI=\"u\"\n", true),
        ])
    func kind(text: String, isMultivariant: Bool) throws {
        switch try Reading.document(text) {
        case .media: #expect(!isMultivariant)
        case .multivariant: #expect(isMultivariant)
        }
    }

    @Test("attribute lists of the wrong form are read as far as they can be")
    func oddAttributes() throws {
        let playlist = try Reading.multivariant(file: "attributes_odd.m3u8")
        #expect(playlist.variants.map(\.bandwidth) == [1000, 3000, nil])
        #expect(playlist.variants[0].resolution == Resolution(width: 640, height: 360))
        #expect(playlist.variants[0].frameRate == Rational(2997, 100))
        #expect(playlist.variants[0].codecs == ["avc1.4d401e"])
        #expect(playlist.variants[0].attributes["NAME"]?.value == "a,b=c")
        #expect(playlist.variants[1].codecs == ["open"])
    }
}
