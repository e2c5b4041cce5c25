import Playlist
import Testing

@Suite("Bytes that are no playlist are refused by what they are") struct PlaylistErrorTests {
    @Test("nothing at all is empty", arguments: ["", "\n\n", "\u{FEFF}", " \t\r\n"])
    func empty(text: String) {
        #expect(throws: PlaylistError.empty) { try Reading.document(text) }
    }

    static let strangers: [([UInt8], ContentGuess)] = [
        (Array("<!DOCTYPE html><html><body>Log in</body></html>".utf8), .html),
        (Array("\n  <HTML>\n#EXTM3U\n".utf8), .html), (Array("<p>502 Bad Gateway".utf8), .html),
        (Array("<?xml version=\"1.0\"?>\n<MPD></MPD>".utf8), .dashManifest),
        (Array("<?xml version=\"1.0\"?><error/>".utf8), .xml), (Array("{\"error\":{}}".utf8), .json),
        ([0x1F, 0x8B, 8, 0], .gzip), ([0x47] + Array(repeating: 0x20, count: 187) + [0x47], .transportStream),
        ([0, 0, 0, 24] + Array("ftypisom".utf8), .isoMedia), (Array("ID3\u{4}".utf8), .id3),
        ([0xFF, 0xD8, 0xFF, 0xE0], .image), ([0xFF, 0xFE, 0x23, 0, 0x45, 0], .wideText),
        (Array("#EXTM3U\n".utf8).flatMap { [$0, 0] }, .wideText),
        ([1, 2, 3, 0x0A] + Array("#EXTINF:1,\n".utf8), .binary),
        (Array("hello\nworld\n".utf8), .text), (Array("# a comment\nfile.ts\n".utf8), .text),
    ]

    @Test("other content is named", arguments: strangers)
    func named(bytes: [UInt8], guess: ContentGuess) {
        #expect(throws: PlaylistError.notAPlaylist(looksLike: guess)) { try Playlist.parse(bytes) }
    }

    @Test("every guess is made by some stranger")
    func everyGuess() { #expect(Set(Self.strangers.map(\.1)) == Set(ContentGuess.allCases)) }

    @Test("limits are kept")
    func limits() {
        #expect(throws: PlaylistError.tooLarge(bytes: 9, limit: 8)) {
            try Playlist.parse(Array("#EXTM3U\n\n".utf8), limits: PlaylistLimits(maximumBytes: 8))
        }
        #expect(throws: PlaylistError.tooManyLines(limit: 3)) {
            try Playlist.parse(Array("#EXTM3U\n\n\n\n".utf8), limits: PlaylistLimits(maximumLines: 3))
        }
        #expect(throws: Never.self) {
            try Playlist.parse(
                Array("#EXTM3U\n\n\n".utf8), limits: PlaylistLimits(maximumBytes: 10, maximumLines: 3))
        }
    }

    @Test("a playlist whose header is missing is read")
    func headerless() throws {
        #expect(try Reading.media(file: "header_missing.m3u8").segments.count == 1)
    }
}
