import Findings
import Foundation
import Playlist
import TestSupport
import Testing

/// Reads playlists for the tests.
enum Reading {
    static func bytes(of name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: Fixtures.path("playlists/" + name))))
    }

    /// The names of all files in a folder below `Fixtures/`, sorted.
    static func names(in folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: Fixtures.path(folder)).sorted()
    }

    static func document(_ text: String) throws -> PlaylistDocument { try Playlist.parse(Array(text.utf8)) }

    static func media(_ text: String) throws -> MediaPlaylist { try media(document(text)) }

    static func media(file: String) throws -> MediaPlaylist { try media(Playlist.parse(bytes(of: file))) }

    static func media(_ document: PlaylistDocument) throws -> MediaPlaylist {
        guard case .media(let playlist) = document else { throw OtherKind() }
        return playlist
    }

    static func multivariant(_ text: String) throws -> MultivariantPlaylist {
        try multivariant(document(text))
    }

    static func multivariant(file: String) throws -> MultivariantPlaylist {
        try multivariant(Playlist.parse(bytes(of: file)))
    }

    static func multivariant(_ document: PlaylistDocument) throws -> MultivariantPlaylist {
        guard case .multivariant(let playlist) = document else { throw OtherKind() }
        return playlist
    }

    /// The codes of all findings about `text`.
    static func codes(_ text: String) throws -> Set<String> {
        Set(PlaylistJudge.findings(for: try document(text)).map(\.rule.code))
    }

    struct OtherKind: Error {}
}
