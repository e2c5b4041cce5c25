import Playlist

/// Parses, judges and prints `size` bytes at `data`; stops the process where the printed bytes differ.
///
/// libFuzzer calls it with ever new inputs. What it finds is kept in `Fixtures/fuzz/playlist`, which the
/// ordinary tests replay.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPlaylist(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
    do throws(PlaylistError) {
        let document = try Playlist.parse(
            bytes, variables: ["region": "kr"], queryParameters: ["token": "{$token}"])
        precondition(document.serialized() == bytes, "printed bytes differ from those parsed")
        if case .media(let playlist) = document {
            precondition(playlist.playlistStarts.count == playlist.segments.count, "a segment without start")
        }
        _ = PlaylistJudge.findings(for: document)
    } catch {
        // Refusing is one of the right answers.
    }
    return 0
}
