public import ElementaryStreams
public import ExactTime

/// One stream over the whole snapshot.
public struct StreamSummary: Sendable {
    /// What it carries.
    public let kind: StreamKind
    /// How it is coded.
    public let codec: Codec
    /// The clock of its timestamps.
    public let timeBase: TimeBase
    /// ISO 639-2 language, where stated.
    public let language: String?
    /// The first pictures' format.
    public let video: VideoFormat?
    /// The first sound's format.
    public let audio: AudioFormat?
    /// Frames a second: as the stream states it, else one second over the most common interval.
    public let frameRate: FrameRate?
    /// The number of pictures, audio frames or metadata units.
    public let units: Int
    /// When it starts on the snapshot's axis; `nil` for metadata.
    public let start: MediaInstant?
    /// When it ends.
    public let end: MediaInstant?
    /// It lies in segments of its own (EXT-X-MEDIA).
    public let isSeparate: Bool
}
