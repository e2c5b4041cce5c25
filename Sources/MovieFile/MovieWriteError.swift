/// Why a ``MovieDescription`` cannot be written. Tracks are named by their position, from 0.
public enum MovieWriteError: Error, Sendable, Hashable {
    /// There is no track.
    case noTracks
    /// A movie or track time scale is 0, or above 2³¹ - 1.
    case timeScale(track: Int?)
    /// A track identifier is 0 or used twice.
    case trackID(track: Int)
    /// The language is not three letters from a to z.
    case language(track: Int)
    /// A picture size, aspect ratio, channel count or sample rate does not fit its field.
    case sampleEntry(track: Int)
    /// A track has no sample.
    case noSamples(track: Int)
    /// More samples than 100 million in the movie.
    case tooManySamples(count: Int)
    /// A total duration or size leaves 63 bits.
    case tooLong(track: Int)
    /// An edit enters the media before 0, or has no duration.
    case edit(track: Int, index: Int)
    /// The creation time lies before 1904.
    case creationTime(Int64)
    /// Metadata text of more than 1 MiB in all, or an empty key.
    case metadata
    /// The plan does not hold each sample of this track once and in order.
    case plan(track: Int)
    /// The payload is not as long as the samples together.
    case payloadSize(stated: UInt64, planned: UInt64)
}
