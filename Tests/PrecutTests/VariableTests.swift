import Precut
import TestSupport
import Testing

@Suite("Variables reach the playlists that use them") struct VariableTests {
    @Test("from the URL's query, percent-decoded, and from the multivariant playlist")
    func imported() async throws {
        let multivariant = """
            #EXTM3U
            #EXT-X-VERSION:11
            #EXT-X-DEFINE:NAME="folder",VALUE="media"
            #EXT-X-STREAM-INF:BANDWIDTH=100000,RESOLUTION=288x160
            variant.m3u8?name=seg%6Dent&x=1
            """
        let media = """
            #EXTM3U
            #EXT-X-VERSION:11
            #EXT-X-TARGETDURATION:2
            #EXT-X-DEFINE:IMPORT="folder"
            #EXT-X-DEFINE:QUERYPARAM="name"
            #EXTINF:2.0,
            {$folder}/{$name}0.ts
            #EXT-X-ENDLIST
            """
        let segment = try Fixtures.bytes("media/ts_closed_gop_25/segment0.ts")
        let server = try TestServer { request in
            switch request.path {
            case "/master.m3u8": .bytes(Array(multivariant.utf8))
            case "/variant.m3u8": .bytes(Array(media.utf8))
            case "/media/segment0.ts": .bytes(segment)
            default: .status(404)
            }
        }
        let snapshot = try await Snapshot.open(
            server.url("/master.m3u8"), options: SnapshotOptions(cacheDirectory: nil))
        #expect(snapshot.playlists.media.segments.map(\.uri) == ["media/segment0.ts"])
        let located = try await snapshot.locate([TimeExpression(parsing: "100")])
        #expect(located[0].frame?.index == 2)
    }
}
