/// All that a movie's header says, samples' payload apart.
public struct MovieDescription: Sendable {
    /// The tracks in the file's order, at least one.
    public var tracks: [TrackDescription]
    /// Ticks a second of the movie's own timeline, in which edits and total durations are stated.
    public var timeScale: UInt32
    /// The least total duration, in ticks of ``timeScale``: what a track lacks of it at its end is empty without
    /// an edit (ISO/IEC 14496-12 8.6.6: an empty edit is never the last).
    public var minimumDuration: UInt64
    /// What the movie says about itself.
    public var metadata: MovieMetadata
    /// Seconds since 1970-01-01T00:00:00Z, not before 1904; `nil` leaves the fields 0, so that equal input
    /// gives equal bytes at any time.
    public var creationTime: Int64?

    /// Describes a movie.
    public init(
        tracks: [TrackDescription], timeScale: UInt32 = 90_000, minimumDuration: UInt64 = 0,
        metadata: MovieMetadata = MovieMetadata(), creationTime: Int64? = nil
    ) {
        self.tracks = tracks
        self.timeScale = timeScale
        self.minimumDuration = minimumDuration
        self.metadata = metadata
        self.creationTime = creationTime
    }
}
