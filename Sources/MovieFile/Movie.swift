/// What the header of a progressive mp4 or QuickTime file says.
public struct Movie: Sendable {
    /// The first brand of `ftyp`; `nil` in old QuickTime files, which have none.
    public let majorBrand: FourCC?
    /// The other brands of `ftyp`.
    public let compatibleBrands: [FourCC]
    /// Whether `moov` stands before the first `mdat`, so that playing can begin before all is there.
    public let isMovieBoxFirst: Bool
    /// Ticks a second of the movie's timeline.
    public let timeScale: UInt32
    /// `mvhd`'s duration in ticks of ``timeScale``, as stated; `nil` where it is marked as unknown.
    public let statedDuration: UInt64?
    /// Seconds since 1970-01-01T00:00:00Z; `nil` where the field is 0.
    public let creationTime: Int64?
    /// What it says about itself.
    public let metadata: MovieMetadata
    /// The tracks in the file's order.
    public let tracks: [MovieTrack]
    /// What was wrong and survived.
    public let defects: [MovieDefect]
}
