import Findings
import Foundation
import Playlist
import TestSupport
import Testing

@Suite("What the fuzzer has seen stays harmless") struct FuzzCorpusTests {
    @Test("every input of the corpus is refused, or printed as it was read")
    func replays() throws {
        let names = try Reading.names(in: "fuzz/playlist")
        #expect(names.count >= 20)
        for name in names {
            let url = URL(fileURLWithPath: Fixtures.path("fuzz/playlist/" + name))
            let bytes = [UInt8](try Data(contentsOf: url))
            do throws(PlaylistError) {
                let document = try Playlist.parse(
                    bytes, variables: ["region": "kr"], queryParameters: ["token": "{$token}"])
                #expect(document.serialized() == bytes, "\(name)")
                #expect(PlaylistJudge.findings(for: document).allSatisfy { !$0.message.isEmpty }, "\(name)")
            } catch {
                #expect(name.hasSuffix(".html"), "\(name) is refused: \(error)")
            }
        }
    }
}
