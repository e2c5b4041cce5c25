import Foundation
import Precut
import TestSupport

extension ErrorCase {
    /// Bytes that are no playlist, and playlists that lead nowhere.
    static let playlists: [ErrorCase] = [
        ErrorCase(
            "a login page", .invalidInput, "not-a-playlist", ["no HLS playlist", "HTML", "token", "one hour"]
        ) {
            try await $0.open(
                answer: .bytes(Array("<!DOCTYPE html><html><title>Log in</title>".utf8), type: "text/html"))
        },
        ErrorCase("an empty answer", .invalidInput, "not-a-playlist", ["there are no bytes"]) {
            try await $0.open(answer: .bytes([]))
        },
        ErrorCase("an empty file", .invalidInput, "not-a-playlist", ["there are no bytes"]) {
            _ = try await $0.open(try $0.folder.write("empty.m3u8", ""))
        },
        guess("JSON", Array(#"{"error": "no such snapshot"}"#.utf8), ["JSON"]),
        guess(
            "a DASH manifest",
            Array(#"<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011"/>"#.utf8), ["DASH"]),
        guess(
            "an XML error document",
            Array("<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code></Error>".utf8), ["XML"]),
        guess("plain text", Array("Service unavailable, sorry".utf8), ["plain text"]),
        guess("gzip", [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + [UInt8](repeating: 7, count: 90), ["gzip"]),
        guess(
            "a picture", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + [UInt8](repeating: 0, count: 90),
            ["picture"]),
        guess("UTF-16", [0xFF, 0xFE] + "#EXTM3U\n".utf8.flatMap { [$0, 0] }, ["UTF-16"]),
        guess("binary junk", (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ 13) }, ["binary"]),
        ErrorCase("a segment instead", .invalidInput, "not-a-playlist", ["MPEG-TS", "give the playlist"]) {
            scene in
            try await scene.open(answer: .bytes(try ErrorScene.segment()))
        },
        ErrorCase("an mp4 file instead", .invalidInput, "not-a-playlist", ["mp4", "give the playlist"]) {
            scene in
            try await scene.open(answer: .bytes(try Fixtures.bytes("media/fmp4/init.mp4")))
        },
        ErrorCase("junk without an end", .invalidInput, "too-large", ["more than", "bytes"]) {
            try await $0.open(answer: .endless([UInt8](repeating: 0xA5, count: 1 << 20)))
        },
        ErrorCase("a sparse file of 200 MB", .invalidInput, "too-large", ["more than", "bytes"]) { scene in
            let path = try scene.folder.write("junk.m3u8", "")
            try FileHandle(forWritingTo: URL(fileURLWithPath: path)).truncate(atOffset: 200 << 20)
            _ = try await scene.open(path)
        },
        ErrorCase("a folder", .inputNotFound, "not-a-file", ["is a folder"]) {
            _ = try await $0.open($0.folder.path)
        },
        ErrorCase("no file", .inputNotFound, "file-not-found", ["there is no file"]) {
            _ = try await $0.open($0.folder.path("missing.m3u8"))
        },
        ErrorCase("a scheme of another world", .usage, "unsupported-scheme", ["`ftp:`", "http(s)"]) {
            _ = try await $0.open("ftp://hush-user:hush-password@example.invalid/a.m3u8")
        },
        ErrorCase("an address without host", .usage, "bad-location", ["no host"]) {
            _ = try await $0.open("http:///a.m3u8")
        },
        ErrorCase("an empty address", .usage, "bad-location", ["is empty"]) { _ = try await $0.open("") },
        ErrorCase(
            "a multivariant playlist in a multivariant playlist", .invalidInput, "nested-multivariant",
            ["media playlist"]
        ) {
            scene in
            try scene.folder.write("inner.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\ninner.m3u8\n")
            let outer = try scene.folder.write(
                "outer.m3u8", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\ninner.m3u8\n")
            _ = try await scene.open(outer)
        },
        ErrorCase(
            "a variant that is not there", .usage, "no-such-variant",
            ["--variant", "variant 0 has 111899 bit/s, 192x108"]
        ) {
            _ = try await $0.open(
                Fixtures.path("media/multivariant_audio_rendition/playlist.m3u8"), variant: .height(2160))
        },
        ErrorCase(
            "a multivariant playlist without variants", .invalidInput, "no-such-variant",
            ["names no variant stream"]
        ) {
            scene in
            let tags = "#EXTM3U\n#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"b\",URI=\"c.m3u8\"\n"
            _ = try await scene.open(try scene.folder.write("audio.m3u8", tags))
        },
        ErrorCase(
            "a variant's playlist on this machine, named over HTTP", .unavailable, "escapes-to-local-file",
            ["not read"]
        ) {
            try await $0.open(
                answer: .bytes(Array("#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile:///etc/hostname\n".utf8)))
        },
    ]

    private static func guess(_ name: String, _ bytes: [UInt8], _ words: [String]) -> ErrorCase {
        ErrorCase(name, .invalidInput, "not-a-playlist", words) { try await $0.open(answer: .bytes(bytes)) }
    }
}
