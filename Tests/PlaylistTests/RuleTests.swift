import Findings
import Playlist
import Testing

@Suite("Every rule is met by some playlist, and not by a clean one") struct RuleTests {
    /// A clean media playlist but for `head` before and `body` behind its own segment.
    private static func media(_ head: String = "", _ body: String = "", version: Int = 8) -> String {
        "#EXTM3U\n#EXT-X-VERSION:\(version)\n#EXT-X-TARGETDURATION:2\n\(head)#EXTINF:2.0,\na.ts\n\(body)#EXT-X-ENDLIST\n"
    }

    /// A clean multivariant playlist but for `body` and the attributes `more` of its variant.
    private static func multivariant(_ body: String = "", _ more: String = "") -> String {
        "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9,CODECS=\"avc1.4d401e\"\(more)\nv.m3u8\n\(body)"
    }

    private static let key = "#EXT-X-KEY:METHOD=AES-128,URI=\"k\""
    private static let date = "#EXT-X-PROGRAM-DATE-TIME:2024-01-01T00:00:10Z\n"

    static let rows: [(code: String, text: String, line: Int?)] = [
        ("HLS001", "#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n", 1),
        ("HLS002", "\n" + media(), 2), ("HLS003", "\u{FEFF}" + media(), 1),
        ("HLS005", media("", "#EXTINF:1.0,\u{7}\nb.ts\n"), 6),
        ("HLS005", media("", "#EXTINF:1.0,\u{85}\nb.ts\n"), 6),
        ("HLS006", media("", "#EXTINF:1.0,\rb.ts\n"), 6), ("HLS007", media("", "#EXTINF:1.0,\r\nb.ts\n"), 1),
        ("HLS008", media() + "#", 7), ("HLS009", media(" ", ""), 4), ("HLS010", media("#EXT-X-NEW:1\n"), 4),
        ("HLS011", media("#EXT-X-SESSION-DATA:DATA-ID=\"a\"\n"), 4),
        ("HLS011", multivariant("#EXT-X-ENDLIST\n"), 4),
        ("HLS012", media("#EXT-X-VERSION:8\n"), 4), ("HLS012", media() + "#EXT-X-ENDLIST\n", 7),
        ("HLS013", media("#EXT-X-PLAYLIST-TYPE:DVD\n"), 4), ("HLS013", media("#EXT-X-GAP:1\n"), 4),
        ("HLS013", media("#EXT-X-BITRATE:x\n"), 4), ("HLS013", "#EXTM3U\n#EXT-X-VERSION:0\n", 2),
        ("HLS014", media("#EXT-X-MAP:URI=\"a\",,X=1\n"), 4), ("HLS014", media("#EXT-X-MAP:URI=\"a\n"), 4),
        ("HLS014", media("#EXT-X-MAP:URI =\"a\"\n"), 4), ("HLS014", media("#EXT-X-MAP:URI=\"a\"b\n"), 4),
        ("HLS015", media("#EXT-X-MAP:URI=\"a\",URI=\"b\"\n"), 4), ("HLS016", media("#EXT-X-MAP:X=1\n"), 4),
        ("HLS016", media("#EXT-X-KEY:URI=\"k\"\n"), 4), ("HLS017", media("#EXT-X-MAP:URI=a\n"), 4),
        ("HLS017", media("#EXT-X-START:TIME-OFFSET=x\n"), 4),
        ("HLS017", multivariant("", ",RESOLUTION=1x"), 2),
        ("HLS018", media("", "#EXTINF:1.0,\n{$x}.ts\n"), 7),
        ("HLS019", media("#EXT-X-DEFINE:VALUE=\"1\"\n"), 4),
        ("HLS019", media("#EXT-X-DEFINE:IMPORT=\"x\"\n"), 4),
        ("HLS019", media("#EXT-X-DEFINE:NAME=\"x\",VALUE=\"1\"\n#EXT-X-DEFINE:NAME=\"x\",VALUE=\"2\"\n"), 5),
        ("HLS021", media("", "#EXTINF:2.5,\nb.ts\n"), 6), ("HLS022", media("", "#EXTINF:1.0\nb.ts\n"), 6),
        ("HLS023", media("", "#EXTINF: 1.0,\nb.ts\n"), 6), ("HLS024", media("", "#EXTINF:x,\nb.ts\n"), 6),
        ("HLS025", media("", "#EXTINF:-0.5,\nb.ts\n"), 6), ("HLS026", media("", "#EXTINF:0.0,\nb.ts\n"), 6),
        ("HLS027", media("", "#EXTINF:1000000001,\nb.ts\n"), 6),
        ("HLS028", media("", "#EXTINF:1.0000000000000000000000000001,\nb.ts\n"), 6),
        ("HLS029", media("", "b.ts\n"), 6), ("HLS030", media("", "#EXTINF:1.0,\n"), 6),
        ("HLS031", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n#EXT-X-ENDLIST\n", nil),
        ("HLS032", media("#EXT-X-BYTERANGE:a@b\n"), 4), ("HLS033", media("#EXT-X-BYTERANGE:5\n"), 6),
        ("HLS034", media("#EXT-X-GAP\n"), 6), ("HLS035", media("#EXT-X-PROGRAM-DATE-TIME:noon\n"), 4),
        ("HLS036", media("#EXT-X-PROGRAM-DATE-TIME:2024-01-01T00:00:00\n"), 4),
        ("HLS037", media(date, "#EXT-X-PROGRAM-DATE-TIME:2024-01-01T00:00:09Z\n#EXTINF:1.0,\nb.ts\n"), 9),
        ("HLS038", media(date, "#EXT-X-PROGRAM-DATE-TIME:2024-01-01T00:00:12.101Z\n#EXTINF:1.0,\nb.ts\n"), 9),
        ("HLS039", media() + "#EXTINF:1.0,\nb.ts\n", 8),
        ("HLS040", media("", "#EXT-X-DISCONTINUITY\n#EXTINF:1.0,\nb.m4s?q\n"), 8),
        ("HLS041", media("#EXT-X-PART-INF:PART-TARGET=0.5\n#EXT-X-PART:DURATION=0.6,URI=\"p\"\n"), 5),
        ("HLS050", "#EXTM3U\n#EXTINF:2,\na.ts\n", nil),
        ("HLS051", "#EXTM3U\n#EXT-X-TARGETDURATION:2.5\n#EXTINF:2,\na.ts\n", 2),
        ("HLS052", "#EXTM3U\n#EXT-X-TARGETDURATION:0\n#EXTINF:2,\na.ts\n", 2),
        ("HLS053", media(version: 2), 4),
        ("HLS053", media("#EXT-X-MAP:URI=\"m\"\n", version: 5), 4),
        ("HLS053", multivariant("", ",REQ-VIDEO-LAYOUT=\"CH-MONO\""), 2),
        ("HLS054", media(version: 14), nil),
        ("HLS055", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\na.ts\n", nil),
        ("HLS056", "#EXTM3U\n#EXT-X-PLAYLIST-TYPE:EVENT\n#EXTINF:2,\na.ts\n", nil),
        ("HLS057", "#EXTM3U\n#EXT-X-PLAYLIST-TYPE:VOD\n#EXTINF:2,\na.ts\n", nil),
        ("HLS058", "#EXTM3U\n", nil),
        ("HLS059", media("#EXT-X-MEDIA-SEQUENCE:-1\n"), 4),
        ("HLS060", media("", "#EXT-X-MEDIA-SEQUENCE:1\n"), 6),
        ("HLS061", media("#EXT-X-DISCONTINUITY\n#EXT-X-DISCONTINUITY-SEQUENCE:1\n"), 5),
        ("HLS062", media("#EXT-X-I-FRAMES-ONLY\n"), 4),
        ("HLS063", media("#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2024-01-01T00:00:00Z\"\n"), 4),
        (
            "HLS063",
            media(
                date
                    + "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2024-01-01T00:00:01Z\",END-DATE=\"2024-01-01T00:00:00Z\"\n"
            ), 5
        ),
        (
            "HLS063",
            media(date + "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2024-01-01T00:00:01Z\",END-ON-NEXT=YES\n"), 5
        ),
        ("HLS064", media("#EXT-X-START:TIME-OFFSET=-2.001\n"), 4),
        ("HLS065", media("#EXT-X-SKIP:SKIPPED-SEGMENTS=3\n"), 4),
        ("HLS066", media("#EXT-X-PART:DURATION=0.6,URI=\"p\"\n"), 4),
        ("HLS067", media("#EXT-X-PART:DURATION=0.6,URI=\"p\"\n"), 4),
        ("HLS067", media("#EXT-X-SERVER-CONTROL:HOLD-BACK=5.9\n"), 4),
        ("HLS068", media("#EXT-X-ALLOW-CACHE:NO\n"), 4),
        ("HLS075", media("#EXT-X-KEY:METHOD=ROT13,URI=\"k\"\n"), 4),
        ("HLS076", media("#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\"\n"), 4),
        ("HLS076", media("\(key),KEYFORMAT=\"com.widevine\"\n"), 4),
        ("HLS077", media("#EXT-X-KEY:METHOD=AES-128\n"), 4),
        ("HLS078", media("\(key),IV=0x12\n"), 4), ("HLS079", media("#EXT-X-KEY:METHOD=NONE,URI=\"k\"\n"), 4),
        ("HLS080", media((0..<9).map { "\(key),KEYFORMAT=\"\($0)\"\n" }.joined()), 12),
        ("HLS081", media("\(key)\n#EXT-X-MAP:URI=\"m\"\n"), 5),
        ("HLS082", media("\(key)\n\(key),KEYFORMAT=\"f\"\n"), 5),
        ("HLS085", "#EXTM3U\n#EXT-X-STREAM-INF:CODECS=\"a\"\nv\n", 2),
        ("HLS086", multivariant("#EXT-X-STREAM-INF:BANDWIDTH=1\n"), 4),
        ("HLS087", multivariant("w.m3u8\n"), 4), ("HLS088", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n", nil),
        ("HLS089", multivariant("", ",AUDIO=\"g\""), 2),
        ("HLS090", multivariant("#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"g\",NAME=\"n\"\n"), 4),
        (
            "HLS090",
            multivariant("#EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"g\",NAME=\"n\",INSTREAM-ID=\"CC5\"\n"),
            4
        ),
        (
            "HLS091",
            multivariant(
                "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"g\",NAME=\"n\"\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"g\",NAME=\"n\"\n"
            ), 5
        ),
        ("HLS092", multivariant("#EXT-X-STREAM-INF:BANDWIDTH=8\nw\n", ",CLOSED-CAPTIONS=NONE"), 2),
        ("HLS093", multivariant("#EXT-X-SESSION-DATA:DATA-ID=\"a\"\n"), 4),
        ("HLS094", multivariant("#EXT-X-SESSION-KEY:METHOD=NONE\n"), 4),
        ("HLS095", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nv\n", 2),
        ("HLS096", multivariant("#EXT-X-CONTENT-STEERING:SERVER-URI=\"s\",PATHWAY-ID=\"p\"\n"), 4),
        ("HLS097", multivariant("", ",AVERAGE-BANDWIDTH=10"), 2),
    ]

    @Test("each row produces its rule on its line", arguments: rows)
    func produces(code: String, text: String, line: Int?) throws {
        let findings = PlaylistJudge.findings(for: try Reading.document(text))
        #expect(
            findings.contains { $0.rule.code == code && $0.line == line },
            "\(findings.map { "\($0.rule.code) \($0.line ?? 0)" })")
    }

    @Test("no rule about playlists is without a test")
    func complete() throws {
        let elsewhere: Set<String> = ["HLS004", "HLS020"]
        #expect(
            PlaylistJudge.findings(for: try Playlist.parse(Reading.bytes(of: "not_utf8_and_controls.m3u8")))
                .contains { $0.rule == .invalidUTF8 && $0.line == 4 })
        let codes = Set(Rule.all.map(\.code).filter { $0.hasPrefix("HLS") })
        #expect(codes == elsewhere.union(Self.rows.map(\.code)))
    }

    @Test("clean playlists have no findings")
    func clean() throws {
        #expect(try Reading.codes(Self.media()) == [])
        #expect(try Reading.codes(Self.multivariant()) == [])
        // Neither is this more than half a second, or more than a tenth of one, off.
        #expect(try Reading.codes(Self.media("", "#EXTINF:2.499,\nb.ts\n")) == [])
        #expect(
            try Reading.codes(
                Self.media(
                    Self.date, "#EXT-X-PROGRAM-DATE-TIME:2024-01-01T00:00:12.1Z\n#EXTINF:1.0,\nb.ts\n")) == []
        )
    }

    @Test("rules are found by their codes, which are unique and well formed")
    func catalogue() {
        #expect(Set(Rule.all.map(\.code)).count == Rule.all.count)
        #expect(Rule.find("hls021") == .longSegment && Rule.find("HLS000") == nil)
        for rule in Rule.all {
            #expect(rule.code.utf8.count == 6 && !rule.title.hasSuffix("."), "\(rule.code)")
            #expect(rule.explanation.hasSuffix(".") && rule.remedy.hasSuffix("."), "\(rule.code)")
            #expect(!rule.explanation.contains("\n") && !rule.explanation.contains("  "), "\(rule.code)")
            let sources = [
                "RFC 8216 ", "draft-pantos-hls-rfc8216bis ", "ISO/IEC 13818-1 ", "ISO/IEC 14496-12 ",
                "H.264 ",
            ]
            #expect(
                rule.reference.map { reference in sources.contains { reference.hasPrefix($0) } } ?? true,
                "\(rule.code)")
        }
    }
}
