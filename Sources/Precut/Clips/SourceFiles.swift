internal import Glibc
internal import Playlist
internal import Transport

extension Snapshot {
    /// Refuses outputs that would take the place of one of the snapshot's own files: a playlist, a segment, an
    /// initialization section or a key, whatever name leads to it.
    ///
    /// Looks at files only where an output exists.
    ///
    /// - Throws: ``PrecutError/Kind/cannotWrite``.
    public nonisolated func requireNoSource(among outputs: [String]) throws(PrecutError) {
        var present: [FileIdentity: String] = [:]
        for path in outputs { if let identity = FileIdentity(path) { present[identity] = path } }
        guard !present.isEmpty else { return }
        for file in sourceFiles {
            guard let identity = FileIdentity(file), let output = present[identity] else { continue }
            throw PrecutError(
                .cannotWrite, code: "output-is-input", "`\(output)` is a file of the snapshot itself",
                hint: "choose another name: `--force` replaces no file that the clip is made of")
        }
    }

    /// The paths of the files of this machine that the snapshot consists of.
    private nonisolated var sourceFiles: Set<String> {
        var files: Set<String> = []
        if let location = try? ResourceLocation(parsing: source), let path = location.filePath {
            files.insert(path)
        }
        add(playlists.media, at: playlists.mediaLocation, to: &files)
        if let audio = playlists.audio, let location = playlists.audioLocation {
            add(audio, at: location, to: &files)
        }
        return files
    }

    private nonisolated func add(
        _ playlist: MediaPlaylist, at location: ResourceLocation, to files: inout Set<String>
    ) {
        guard let path = location.filePath else { return }
        files.insert(path)
        var references: Set<String> = []
        for segment in playlist.segments where !segment.isGap {
            references.insert(segment.uri)
            if let section = segment.initialization { references.insert(section.uri) }
            for key in segment.keys { if let uri = key.uri { references.insert(uri) } }
        }
        for reference in references {
            if let file = (try? location.resolve(reference))?.filePath { files.insert(file) }
        }
    }
}

/// What makes two paths the same file.
private struct FileIdentity: Hashable {
    let device: UInt64
    let number: UInt64

    /// `nil` where there is no such file.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}
