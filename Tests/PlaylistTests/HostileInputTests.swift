import Findings
import Playlist
import Testing

@Suite("Playlists made to do harm stay small and quick") struct HostileInputTests {
    @Test("variables that double at each definition stop at the limit")
    func variableBomb() throws {
        var text = "#EXTM3U\n#EXT-X-VERSION:8\n#EXT-X-DEFINE:NAME=\"v0\",VALUE=\"0123456789abcdef\"\n"
        for level in 1...60 {
            text += "#EXT-X-DEFINE:NAME=\"v\(level)\",VALUE=\"{$v\(level - 1)}{$v\(level - 1)}\"\n"
        }
        for _ in 0..<1000 { text += "#EXTINF:1.0,\n{$v60}\n" }
        let playlist = try Reading.media(text)
        let produced = playlist.segments.reduce(0) { $0 + $1.uri.utf8.count }
        #expect(produced <= PlaylistLimits.standard.maximumExpansionBytes + text.utf8.count)
        #expect(playlist.defines.allSatisfy { ($0.value ?? "").utf8.count <= 65_536 })
        #expect(try Reading.codes(text).contains("HLS020"))
    }

    @Test("one line of a million attributes keeps a hundred and notes the rest once")
    func manyAttributes() throws {
        let list = String(repeating: "A=1,", count: 1_000_000)
        let playlist = try Reading.multivariant("#EXTM3U\n#EXT-X-STREAM-INF:\(list)\nu\n")
        #expect(playlist.variants.first?.attributes.attributes.count == 128)
        #expect(playlist.offences.count < 200)
    }

    @Test("a line of a million commas keeps a thousand offences and counts the others")
    func manyOffences() throws {
        let commas = String(repeating: ",", count: 1_000_000)
        let playlist = try Reading.multivariant("#EXTM3U\n#EXT-X-STREAM-INF:\(commas)\nu\n")
        #expect(playlist.offences.count { $0.kind == .attributeSyntax } == 1000)
        #expect((playlist.omittedOffences[.attributeSyntax] ?? 0) > 990_000)
        let findings = PlaylistJudge.findings(for: .multivariant(playlist))
        #expect(findings.contains { $0.rule == .attributeSyntax && $0.message.hasPrefix("the same in 99") })
    }

    @Test("ever new key formats do not pile up")
    func manyKeyFormats() throws {
        var text = "#EXTM3U\n"
        for index in 0..<2000 {
            text += "#EXT-X-KEY:METHOD=AES-128,URI=\"u\",KEYFORMAT=\"f\(index)\"\n#EXTINF:1,\n\(index).ts\n"
        }
        let playlist = try Reading.media(text)
        #expect(playlist.segments.allSatisfy { $0.keys.count <= 8 })
        #expect(playlist.segments.last?.keys.first?.keyFormat == "f0")
    }

    @Test(
        "numbers beyond every limit are refused, not added",
        arguments: [
            "#EXT-X-MEDIA-SEQUENCE:9223372036854775807\n#EXTINF:1,\na\n#EXTINF:1,\nb\n",
            "#EXT-X-MEDIA-SEQUENCE:99999999999999999999999\n#EXTINF:1,\na\n",
            "#EXT-X-DISCONTINUITY-SEQUENCE:9223372036854775807\n#EXT-X-DISCONTINUITY\n#EXTINF:1,\na\n",
            "#EXT-X-SKIP:SKIPPED-SEGMENTS=9223372036854775807\n#EXTINF:1,\na\n",
            "#EXTINF:1,\n#EXT-X-BYTERANGE:9223372036854775807@9223372036854775807\na\n",
            "#EXTINF:1,\n#EXT-X-BYTERANGE:9223372036854775807@0\na\n#EXTINF:1,\n#EXT-X-BYTERANGE:5\na\n",
            "#EXT-X-TARGETDURATION:99999999999999999999\n#EXTINF:1,\na\n",
            "#EXT-X-START:TIME-OFFSET=-99999999999999999999\n#EXTINF:1,\na\n",
            "#EXT-X-VERSION:99999999999999999999\n#EXTINF:1,\na\n",
        ])
    func numbers(body: String) throws {
        let playlist = try Reading.media("#EXTM3U\n" + body)
        #expect(playlist.segments.allSatisfy { $0.mediaSequence < 10 && $0.discontinuitySequence < 10 })
        #expect(PlaylistJudge.findings(for: .media(playlist)).contains { $0.severity == .error })
    }

    @Test("messages show neither queries nor user parts nor control characters")
    func messagesKeepSecrets() throws {
        let text = """
            #EXTM3U
            #EXT-X-KEY:METHOD=AES-128,URI=https://user:hunter2@example.com/key?token=secret
            https://user:hunter2@example.com/a.ts?token=secret
            #EXTINF:1,
            #EXT-X-BYTERANGE:5
            https://user:hunter2@example.com/\u{1B}[2Jb.ts?token=secret
            """
        let messages = PlaylistJudge.findings(for: try Reading.document(text)).map(\.message)
        #expect(messages.contains { $0.contains("example.com") })
        for message in messages {
            #expect(
                !message.contains("secret") && !message.contains("hunter2") && !message.contains("\u{1B}"))
        }
    }
}
