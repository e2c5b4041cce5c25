import Findings
import Playlist
import Testing

@Suite("Printing a parsed playlist gives the same bytes") struct RoundTripTests {
    @Test("every fixture comes back whole, and its lines put together are the text")
    func fixtures() throws {
        let names = try Reading.names(in: "playlists").filter { $0.hasSuffix(".m3u8") }
        #expect(names.count >= 25)
        for name in names {
            let bytes = try Reading.bytes(of: name)
            try expectIdentity(bytes, name)
        }
    }

    @Test("lines say what they are")
    func roles() throws {
        let playlist = try Reading.media(file: "blank_lines_comments_unknown_tags.m3u8")
        let roles = playlist.text.lines.map(\.role)
        #expect(
            roles.prefix(4) == [
                .tag(name: "EXTM3U", value: nil), .comment, .tag(name: "EXT-X-VERSION", value: "3"), .blank,
            ])
        #expect(roles[5] == .tag(name: "EXT-X-CUE-OUT", value: "30.0"))
        #expect(roles[7] == .comment && roles[9] == .uri && roles[10] == .blank)
        #expect(playlist.segments.map(\.uri) == ["a.ts", "b.ts"])
    }

    @Test("a byte order mark, CR LF and a missing line end change nothing else")
    func sameValues() throws {
        let odd = try Reading.media(file: "crlf_bom_no_final_newline.m3u8")
        #expect(odd.version == 3 && odd.segments.map(\.uri) == ["a.ts"] && odd.hasEndList)
        #expect(
            PlaylistJudge.findings(for: .media(odd)).map(\.rule.code) == ["HLS003", "HLS008"])
    }

    @Test("mutated fixtures never crash, and print what was read", arguments: 1...8 as ClosedRange<UInt64>)
    func mutations(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        let names = try Reading.names(in: "playlists").filter { $0.hasSuffix(".m3u8") }
        let seeds = try names.map(Reading.bytes(of:))
        for round in 0..<150 {
            var bytes = seeds[Int(random.next() % UInt64(seeds.count))]
            for _ in 0...(random.next() % 8) { mutate(&bytes, &random, seeds) }
            try expectIdentity(bytes, "seed \(seed), round \(round)")
        }
    }

    private func expectIdentity(_ bytes: [UInt8], _ name: String) throws {
        let document: PlaylistDocument
        do throws(PlaylistError) { document = try Playlist.parse(bytes) } catch { return }
        #expect(document.serialized() == bytes, "\(name)")
        let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.prefix(3)) : []
        let text: PlaylistText
        switch document {
        case .media(let playlist): text = playlist.text
        case .multivariant(let playlist): text = playlist.text
        }
        #expect(mark + text.lines.flatMap { $0.content + $0.ending } == bytes, "\(name)")
        for finding in PlaylistJudge.findings(for: document) {
            #expect(!finding.message.isEmpty && (finding.line ?? 1) <= text.lines.count, "\(name)")
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix, _ seeds: [[UInt8]]) {
        let tokens = [
            "#EXTINF:", "\r\n", ",", "\"", "=", "{$host}", "@", "-1", "9999999999999999999", ".", "0x", "\0",
            "#EXT-X-ENDLIST\n", "#EXT-X-DEFINE:NAME=\"host\",VALUE=\"{$host}\"\n", "\u{FEFF}", "NaN", "é",
        ]
        guard !bytes.isEmpty else { return }
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 5 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
        case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int(random.next() % 40)))
        case 2: bytes.insert(contentsOf: tokens[Int(random.next() % UInt64(tokens.count))].utf8, at: place)
        case 3:
            let other = seeds[Int(random.next() % UInt64(seeds.count))]
            bytes.insert(contentsOf: other.suffix(Int(random.next() % 300)), at: place)
        default: bytes.removeLast(Int(random.next() % UInt64(bytes.count)))
        }
    }
}

/// A small generator whose numbers follow from its seed (SplitMix64).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
