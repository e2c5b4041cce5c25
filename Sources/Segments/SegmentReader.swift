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
        // Sound that happens to hold 0x47 at the right distances is still sound from its first byte on.
        if let layout = PacketLayout.detect(bytes), layout.leadingJunk == 0 || !PackedAudio.recognizes(bytes)
        {
            return try TransportStream.read(bytes, reading)
        }
        if PackedAudio.recognizes(bytes) { return try PackedAudio.read(bytes, reading) }
        throw .notMedia(looksLike: ContentSniffer.describe(bytes))
    }
}
