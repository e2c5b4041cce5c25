import ElementaryStreams

/// Fragmented mp4 and CMAF media segments (RFC 8216 section 3.3; ISO/IEC 14496-12, 8.8).
///
/// The initialization section says what the tracks are, `moof` boxes where the samples lie and when they are
/// decoded and shown. What a reader of the result has to know:
///
/// - Timestamps are `tfdt` plus durations (DTS), plus the composition offset (PTS), both shifted by the edit
///   list of the initialization section. They equal what `ffprobe` prints for the initialization section and
///   the segment joined, but for negative composition offsets (`trun` version 1): ffprobe delays the PTS of
///   the whole track by the largest of them, here PTS is what the specification says.
/// - ``AccessUnit/position`` counts in the segment, without the initialization section.
/// - Payload is length-prefixed as in the file, and ``DecoderConfiguration/extradata`` says how.
/// - A segment that carries a `moov` of its own is read by that one.
/// - Of a head (``SegmentReading/isHead``) the access units of every whole `moof` are listed, though their
///   bytes may lie behind the head; the payload of those is empty, and their picture class is by the sample
///   flags.
/// - Defects in the initialization section are reported at their offset in that section.
public enum FragmentedMP4 {
    /// Reads one media segment.
    ///
    /// - Throws: ``SegmentError/empty``; ``SegmentError/missingInitialization`` where neither the segment nor
    ///   `reading` describes a usable track; ``SegmentError/notMedia(looksLike:)`` where there are no
    ///   boxes.
    /// - Complexity: linear in the number of bytes; memory likewise, whatever the boxes claim.
    public static func read(
        _ bytes: [UInt8], _ reading: SegmentReading
    ) throws(SegmentError) -> DemuxedSegment {
        guard !bytes.isEmpty else { throw .empty }
        guard ContentSniffer.isFragmentedMP4(bytes) else {
            throw .notMedia(looksLike: ContentSniffer.describe(bytes))
        }
        var boxes = Boxes(bytes, in: 0..<bytes.count)
        var fileLevel: [Box] = []
        while let box = boxes.next() { fileLevel.append(box) }
        var movie: Movie?
        if let moov = fileLevel.first(where: { $0.type == .moov }) {
            movie = Movie(bytes, moov: moov)
        }
        if movie?.tracks.isEmpty ?? true, let initialization = reading.initialization {
            movie = Movie(initialization: initialization)
        }
        guard let movie, !movie.tracks.isEmpty else { throw .missingInitialization }

        var assembly = SegmentAssembly(bytes, reading, movie: movie)
        assembly.read(fileLevel)
        if !reading.isHead {
            if boxes.position < bytes.count {
                assembly.report(.junk(bytes: bytes.count - boxes.position, position: boxes.position))
            }
            if fileLevel.last?.isWhole == false { assembly.report(.cutShort(position: bytes.count)) }
            if !fileLevel.contains(where: { $0.type == .moof }) {
                assembly.report(.malformed(what: "moof", position: bytes.count))
            }
        }
        return assembly.finish()
    }
}
