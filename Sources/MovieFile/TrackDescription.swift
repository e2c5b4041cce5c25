/// One track to be written.
public struct TrackDescription: Sendable {
    /// `track_ID`: greater than zero and unlike every other track's.
    public var id: UInt32
    /// Ticks a second of ``samples``' times and of the edits' media times.
    public var timeScale: UInt32
    /// ISO 639-2/T code of three lower-case letters; `nil` writes `und`.
    public var language: String?
    /// How the picture is turned; ignored for audio.
    public var rotation: Rotation
    /// The codec and what a decoder must know; its case decides whether this is a video or an audio track.
    public var sampleEntry: SampleEntry
    /// The samples in decoding order, at least one.
    public var samples: SampleTable
    /// The edit list; empty writes none, and the media is shown whole from its time 0 on.
    public var edits: [EditListEntry]
    /// Samples that must be decoded before one sounds right, negated: -1 for AAC. Every sample is put in a
    /// `roll` group with this distance (ISO/IEC 14496-12 10.1.1); `nil` writes no group.
    public var rollDistance: Int16?

    /// Describes a track.
    public init(
        id: UInt32, timeScale: UInt32, language: String? = nil, rotation: Rotation = .none,
        sampleEntry: SampleEntry, samples: SampleTable, edits: [EditListEntry] = [],
        rollDistance: Int16? = nil
    ) {
        self.id = id
        self.timeScale = timeScale
        self.language = language
        self.rotation = rotation
        self.sampleEntry = sampleEntry
        self.samples = samples
        self.edits = edits
        self.rollDistance = rollDistance
    }
}
