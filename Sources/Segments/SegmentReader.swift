/// Reads media segments of every container that HLS knows.
public enum SegmentReader {
    /// Finds out what the bytes are and indexes them.
    ///
    /// - Throws: ``SegmentError/empty``; ``SegmentError/notMedia(looksLike:)`` for bytes that are no media
    ///   segment (HTML, WebVTT, text, anything unknown); what the container's own reader throws.
    public static func read(_ bytes: [UInt8], _ reading: SegmentReading) throws(SegmentError)
        -> DemuxedSegment
    {
        guard !bytes.isEmpty else { throw .empty }
        if ContentSniffer.isFragmentedMP4(bytes) { return try FragmentedMP4.read(bytes, reading) }
        if PacketLayout.detect(bytes) != nil { return try TransportStream.read(bytes, reading) }
        if PackedAudio.recognizes(bytes) { return try PackedAudio.read(bytes, reading) }
        throw .notMedia(looksLike: ContentSniffer.describe(bytes))
    }
}
