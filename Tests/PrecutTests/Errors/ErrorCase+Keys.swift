import Precut
import TestSupport

extension ErrorCase {
    /// Keys that are missing, wrong or of a kind that nobody can use.
    static let keys: [ErrorCase] = [
        aes128(
            "a wrong key", .invalidInput, "wrong-key", ["segment 0", "the key is wrong", "EXT-X-KEY"],
            key: ErrorScene.key),
        ErrorCase("a wrong key seen in a segment's head", .invalidInput, "wrong-key", ["the key is wrong"]) {
            scene in
            let folder = try scene.folder.copyFixture("ts_aes128")
            try scene.folder.write("ts_aes128/first.key", ErrorScene.key)
            try await scene.frame(of: folder + "/playlist.m3u8", at: 4_500)
        },
        aes128(
            "no key", .inputNotFound, "file-not-found", ["the key of line 6", "there is no file"], key: nil),
        aes128(
            "a key that is too short", .invalidInput, "key-length", ["15 bytes", "a key has 16"],
            key: Array(ErrorScene.key.dropLast())),
        aes128(
            "a page instead of a key", .invalidInput, "key-length", ["a key has 16", "not with a page"],
            key: Array("<html>log in</html>".utf8)),
        ErrorCase(
            "a key that answers 404", .inputNotFound, "resource-not-found", ["the key of line 4", "404"]
        ) { scene in
            let tags = "#EXT-X-KEY:METHOD=AES-128,URI=\"a.key?\(ErrorScene.query)\"\n"
            let segment = try ErrorScene.segment()
            let server = try TestServer(routes: [
                "/snapshot.m3u8": .bytes(Array(ErrorScene.playlist(["a.ts"], tags: tags).utf8)),
                "/a.ts": .bytes(segment),
            ])
            try await scene.frame(of: server.secretURL("/snapshot.m3u8"))
        },
        ErrorCase("a key that answers 403", .inputNotFound, "forbidden", ["the key of line 4", "403"]) {
            scene in
            let tags = "#EXT-X-KEY:METHOD=AES-128,URI=\"a.key?\(ErrorScene.query)\"\n"
            let segment = try ErrorScene.segment()
            let playlist = ErrorScene.playlist(["a.ts"], tags: tags)
            let server = try TestServer { request in
                switch request.path {
                case "/snapshot.m3u8": .bytes(Array(playlist.utf8))
                case "/a.ts": .bytes(segment)
                default: .status(403)
                }
            }
            try await scene.frame(of: server.secretURL("/snapshot.m3u8"))
        },
        ErrorCase("clear bytes under a key", .invalidInput, "not-encrypted", ["segment 0", "16-byte blocks"])
        { scene in
            let tags = "#EXT-X-KEY:METHOD=AES-128,URI=\"a.key\"\n"
            try await scene.frame(
                playlist: ErrorScene.localPlaylist(["a.ts"], tags: tags),
                files: ["a.ts": try ErrorScene.segment(), "a.key": ErrorScene.key])
        },
        ErrorCase(
            "an encrypted initialization section without IV", .invalidInput, "initialization-iv",
            ["IV", "RFC 8216"]
        ) {
            scene in
            let tags = "#EXT-X-KEY:METHOD=AES-128,URI=\"a.key\"\n#EXT-X-MAP:URI=\"init.mp4\"\n"
            // The IV of the segment itself is its media sequence number, 0.
            let segment = OpenSSL.encrypted(
                try Fixtures.bytes("media/fmp4/segment0.m4s"), key: ErrorScene.key,
                iv: String(repeating: "0", count: 32))
            try await scene.frame(
                playlist: ErrorScene.localPlaylist(["a.m4s"], tags: tags),
                files: [
                    "a.m4s": segment, "a.key": ErrorScene.key,
                    "init.mp4": try Fixtures.bytes("media/fmp4/init.mp4"),
                ])
        },
        refused("METHOD=SAMPLE-AES", #"METHOD=SAMPLE-AES,URI="a.key""#, ["METHOD=SAMPLE-AES", "DRM"]),
        refused("METHOD=SAMPLE-AES-CTR", #"METHOD=SAMPLE-AES-CTR,URI="a.key""#, ["METHOD=SAMPLE-AES-CTR"]),
        refused(
            "FairPlay",
            #"METHOD=SAMPLE-AES,URI="skd://a",KEYFORMAT="com.apple.streamingkeydelivery",KEYFORMATVERSIONS="1""#,
            ["com.apple.streamingkeydelivery"]),
        refused(
            "Widevine",
            #"METHOD=SAMPLE-AES-CTR,URI="data:,x",KEYFORMAT="urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed""#,
            ["urn:uuid:edef8ba9-79d6-4ace-a3c8-27dcd51d21ed"]),
        refused("a method of the future", #"METHOD=AES-512,URI="a.key""#, ["AES-512"]),
    ]

    private static func aes128(
        _ name: String, _ kind: PrecutError.Kind, _ code: String, _ words: [String], key: [UInt8]?
    ) -> ErrorCase {
        ErrorCase(name, kind, code, words) { scene in
            let folder = try scene.folder.copyFixture("ts_aes128")
            if let key {
                try scene.folder.write("ts_aes128/first.key", key)
            } else {
                try scene.folder.remove("ts_aes128/first.key")
            }
            try await scene.frame(of: folder + "/playlist.m3u8")
        }
    }

    private static func refused(_ name: String, _ attributes: String, _ words: [String]) -> ErrorCase {
        ErrorCase(name, .invalidInput, "encryption-unsupported", words + ["segment 0 is encrypted"]) {
            scene in
            try await scene.frame(
                playlist: ErrorScene.localPlaylist(["a.ts"], tags: "#EXT-X-KEY:\(attributes)\n"),
                files: ["a.ts": try ErrorScene.segment(), "a.key": ErrorScene.key])
        }
    }
}
