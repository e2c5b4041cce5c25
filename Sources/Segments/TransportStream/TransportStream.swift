internal import ElementaryStreams

/// MPEG-2 transport streams (ISO/IEC 13818-1) as media segments (RFC 8216 3.2).
public enum TransportStream {
    /// Indexes a segment, and keeps its payload where `reading` says so.
    ///
    /// Packets of 188, 192 or 204 bytes are told apart by the distance of their sync bytes. Video payload is an
    /// Annex B byte stream, access unit by access unit; audio payload keeps each frame as it is, ADTS header
    /// included. Damage is survived and listed as ``Defect``s.
    ///
    /// - Throws: ``SegmentError/empty``, and ``SegmentError/notMedia(looksLike:)`` where there are no packets.
    /// - Complexity: Linear in the number of bytes; without payload, memory is that of the index and of one
    ///   access unit.
    public static func read(_ bytes: [UInt8], _ reading: SegmentReading) throws(SegmentError)
        -> DemuxedSegment
    {
        guard !bytes.isEmpty else { throw .empty }
        guard let layout = PacketLayout.detect(bytes) else {
            throw .notMedia(looksLike: ContentSniffer.describe(bytes))
        }
        var demuxer = TransportStreamDemuxer(bytes, layout, reading)
        return demuxer.demux(bytes)
    }
}
