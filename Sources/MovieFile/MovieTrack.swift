public import ElementaryStreams

/// What the header says of one track.
public struct MovieTrack: Sendable {
    /// `track_ID`.
    public let id: UInt32
    /// Pictures, sound or anything else.
    public let kind: StreamKind
    /// The handler's code: `vide`, `soun`, `tmcd`, ….
    public let handler: FourCC
    /// The `track_enabled` flag.
    public let isEnabled: Bool
    /// ISO 639-2/T code; `nil` where it is undetermined or no such code.
    public let language: String?
    /// Ticks a second of the samples' times.
    public let timeScale: UInt32
    /// Ticks a second of the movie's timeline, in which ``edits`` state their durations.
    public let movieTimeScale: UInt32
    /// `mdhd`'s duration in ticks of ``timeScale``, as stated; `nil` where it is marked as unknown.
    public let statedMediaDuration: UInt64?
    /// `tkhd`'s duration in ticks of ``movieTimeScale``, as stated; `nil` where it is marked as unknown.
    public let statedTrackDuration: UInt64?
    /// The edit list as stated; empty where there is none.
    public let edits: [EditListEntry]
    /// The quarter turns of track and movie together; `nil` where the matrix is something else.
    public let rotation: Rotation?
    /// `tkhd`'s width of the shown picture, 16.16.
    public let displayWidth: UInt32
    /// `tkhd`'s height of the shown picture, 16.16.
    public let displayHeight: UInt32
    /// The sample entries, never empty.
    public let sampleEntries: [MovieSampleEntry]
    /// `roll_distance` of the first `roll` group description; `nil` without one.
    public let rollDistance: Int16?
    /// The samples in decoding order, with the edit list ignored.
    public let samples: MovieSamples
}

extension MovieTrack {
    /// The samples as the edit list has them shown.
    ///
    /// - Throws: ``MovieReadError/editRate(track:edit:rate:)``,
    ///   ``MovieReadError/tooManySamples(track:count:)``.
    /// - Complexity: Memory of 12 bytes a sample; sorts them where they are reordered.
    public func presentation() throws(MovieReadError) -> MoviePresentation { try MoviePresentation(of: self) }
}
