import Foundation
import Precut
import Synchronization
import TestSupport

/// A snapshot to cut clips from, with everything that is known about it.
struct ClipSource: Sendable, CustomStringConvertible {
    let name: String
    let playlistPath: String
    let truth: Truth
    /// The fixture that holds its sound, where that is separate.
    let rendition: Truth?

    var description: String { name }

    /// All fixtures, and the variant that is joined with its audio rendition; only those named in
    /// `PRECUT_CLIP_FIXTURES`, where that is set.
    static let all: [ClipSource] = {
        let all = Truth.names.compactMap { try? ClipSource(fixture: $0) } + joined
        guard let wanted = ProcessInfo.processInfo.environment["PRECUT_CLIP_FIXTURES"] else { return all }
        return all.filter { wanted.split(separator: ",").contains(Substring($0.name)) }
    }()
    /// Those with pictures.
    static let withPictures = all.filter { !$0.truth.frames.isEmpty }
    /// Those without.
    static let withoutPictures = all.filter { $0.truth.frames.isEmpty }

    private static let joined: [ClipSource] = {
        guard let high = try? Truth.load("multivariant_audio_rendition/high"),
            let audio = try? Truth.load("multivariant_audio_rendition/audio")
        else { return [] }
        return [
            ClipSource(
                name: "multivariant_audio_rendition",
                playlistPath: Fixtures.path("media/multivariant_audio_rendition/playlist.m3u8"), truth: high,
                rendition: audio)
        ]
    }()

    private init(name: String, playlistPath: String, truth: Truth, rendition: Truth?) {
        self.name = name
        self.playlistPath = playlistPath
        self.truth = truth
        self.rendition = rendition
    }

    init(fixture: String) throws {
        let truth = try Truth.load(fixture)
        self.init(name: fixture, playlistPath: truth.playlistPath, truth: truth, rendition: nil)
    }

    /// A new snapshot of it, without a cache.
    func open() async throws -> Snapshot {
        try await Snapshot.open(playlistPath, options: SnapshotOptions(cacheDirectory: nil))
    }

    private static let decoded = Mutex<[String: SourceMedia]>([:])

    /// What its media is, decoded once by the ffmpeg program.
    func media() throws -> SourceMedia {
        if let known = Self.decoded.withLock({ $0[name] }) { return known }
        let media = try SourceMedia(truth, rendition: rendition)
        Self.decoded.withLock { $0[name] = media }
        return media
    }

    /// Where the snapshot ends: its last frame, or its last sample.
    var end: TruthTime { truth.videoEnd ?? truth.audioEnd ?? TruthTime(0, 1) }
}
