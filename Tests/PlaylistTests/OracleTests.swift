import ExactTime
import Foundation
import Playlist
import TestSupport
import Testing

@Suite("Another program reads the same") struct OracleTests {
    /// The rows that python m3u8 6.0.0 gives, by file; `Fixtures/playlists/make_oracle.py` wrote them.
    private static func rows() throws -> [String: [[String]]] {
        let text = try String(contentsOfFile: Fixtures.path("playlists/python-m3u8.tsv"), encoding: .utf8)
        let rows = text.split(separator: "\n").map { $0.components(separatedBy: "\t") }
        return Dictionary(grouping: rows) { $0[0] }.mapValues { $0.map { Array($0.dropFirst()) } }
    }

    @Test("segments, variants and renditions are those that python m3u8 finds")
    func pythonM3U8() throws {
        let files = try Self.rows()
        #expect(files.count >= 18)
        for (name, expected) in files {
            switch try Playlist.parse(Reading.bytes(of: name)) {
            case .media(let playlist): try expect(playlist, expected, name)
            case .multivariant(let playlist): expect(playlist, expected, name)
            }
        }
    }

    private func expect(_ playlist: MediaPlaylist, _ expected: [[String]], _ name: String) throws {
        #expect(playlist.segments.count == expected.count, "\(name)")
        for (segment, row) in zip(playlist.segments, expected) {
            // The shortest decimal of a double is the decimal it was read from, up to 15 digits.
            let duration = try DecimalText.read(row[2].utf8).value
            #expect(row[0] == "segment" && segment.uri == row[1], "\(name)")
            #expect(segment.duration.seconds == duration, "\(name) \(segment.uri)")
            #expect(segment.isDiscontinuity == (row[3] == "discontinuity"), "\(name) \(segment.uri)")
        }
    }

    private func expect(_ playlist: MultivariantPlaylist, _ expected: [[String]], _ name: String) {
        let variants = playlist.variants.map { variant in
            let codecs = variant.codecs.isEmpty ? "-" : variant.codecs.joined(separator: ",")
            return ["variant", variant.uri, variant.bandwidth.map(String.init) ?? "-", codecs]
        }
        let renditions = playlist.renditions.map { rendition in
            ["rendition", rendition.uri ?? "-", rendition.name ?? "-", rendition.groupID ?? "-"]
        }
        #expect(variants + renditions == expected, "\(name)")
    }
}
