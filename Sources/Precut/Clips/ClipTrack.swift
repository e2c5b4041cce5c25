internal import MovieFile

/// One finished track: what the header says of it, and where its samples lie meanwhile.
struct ClipTrack: Sendable {
    /// The track with all its samples.
    var description: TrackDescription
    /// For each sample in decoding order, the place of its first byte in the scratch file.
    var offsets: [UInt64]
}
