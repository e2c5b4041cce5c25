/// Fragmented mp4 as media segments (RFC 8216 3.3).
public enum FragmentedMP4 {
    /// Refuses every segment.
    public static func read(_ bytes: [UInt8], _ reading: SegmentReading) throws(SegmentError)
        -> DemuxedSegment
    {
        throw .notMedia(looksLike: "mp4")
    }
}
