/// One edit of a track: what is shown for a span of the movie (`elst`, ISO/IEC 14496-12 8.6.6).
public struct EditListEntry: Sendable, Hashable {
    /// How long the edit lasts, in ticks of the movie time scale; 0 in a file means up to the media's end.
    public var segmentDuration: UInt64
    /// The composition time at which the media is entered, in ticks of the track's time scale; `nil` for an
    /// empty edit, during which nothing of the track is shown.
    public var mediaTime: Int64?
    /// Speed in units of 1/65536: 0x10000 is normal, 0 holds the picture at ``mediaTime``.
    public var rate: Int32

    /// Normal speed.
    public static let normalRate: Int32 = 0x10000

    /// Makes an edit.
    public init(segmentDuration: UInt64, mediaTime: Int64?, rate: Int32 = EditListEntry.normalRate) {
        self.segmentDuration = segmentDuration
        self.mediaTime = mediaTime
        self.rate = rate
    }
}
