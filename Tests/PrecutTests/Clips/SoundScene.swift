import TestSupport

@testable import Precut

/// The sound of one clip, made by itself out of a snapshot: as the making of clips does it, but for the pictures.
struct SoundScene {
    /// The folder of the file with the track alone.
    let folder: TemporaryFolder
    /// The segments that were looked at for the track.
    let segments: ClosedRange<Int>?
    /// What was planned before anything was made.
    let planned: SoundFacts?
    /// The track and what it is; `nil` where no sound lies in the range.
    let made: (track: ClipTrack, facts: SoundFacts)?

    /// The file with the track alone.
    var path: String { folder.path("sound.mp4") }

    /// Makes the sound of a clip from `range` milliseconds of a snapshot.
    static func make(
        _ snapshot: Snapshot, _ range: Range<Int64>, _ mode: ClipMode
    ) async throws -> SoundScene {
        let folder = try TemporaryFolder()
        let scratch = try ScratchFile(beside: folder.path("sound.mp4"))
        let collector = try await collect(snapshot, range, scratch)
        return try SoundScene(collector, mode, folder, scratch)
    }

    private static func collect(
        _ snapshot: Snapshot, _ range: Range<Int64>, _ scratch: ScratchFile
    ) async throws -> SoundCollector {
        let asked = ClipRequest.Range(
            start: MediaInstant(milliseconds: range.lowerBound).expression,
            end: MediaInstant(milliseconds: range.upperBound).expression)
        let span = try await snapshot.span(asked, rule: .cover)
        let gathered = try await snapshot.gather([span], to: scratch) { _, _ in }
        return gathered.sounds[0]
    }

    private init(
        _ collector: SoundCollector, _ mode: ClipMode, _ folder: TemporaryFolder, _ scratch: ScratchFile
    ) throws {
        self.folder = folder
        segments = collector.segments
        let maker = try SoundTrackMaker(collector, mode: mode)
        planned = maker.facts
        made = try maker.make(id: 1, scratch: scratch, isCancelled: { false })
        guard let track = made?.track else { return }
        try folder.write("sound.mp4", try track.fileBytes(from: scratch))
    }
}
