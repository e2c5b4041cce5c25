import ExactTime

/// Makes the header of a progressive mp4 file laid out as `ftyp moov mdat` (ISO/IEC 14496-12, 14496-14).
///
/// ```swift
/// let writer = try MovieWriter(movie)
/// file.write(try writer.headerBytes(payloadSize: spooledBytes))
/// for run in writer.plan.runs { file.write(payload(of: run.samples, inTrack: run.track)) }
/// ```
///
/// The header ends with the head of `mdat`, so the payload follows at once and nothing follows it. Equal
/// input gives equal bytes. Sizes and offsets beyond 32 bits get 64-bit boxes (`co64`, a long `mdat`), and
/// only then.
public struct MovieWriter: Sendable {
    /// The order in which the payload is to be written.
    public let plan: InterleavePlan
    let movie: MovieDescription

    private static let sampleLimit = 100_000_000
    private static let secondsFrom1904To1970: Int64 = 2_082_844_800

    /// Checks a description and plans its payload.
    ///
    /// - Parameter plan: The order of the payload; `nil` interleaves by time, see ``InterleavePlan``.
    /// - Throws: The first reason why it cannot be written.
    public init(_ movie: MovieDescription, plan: InterleavePlan? = nil) throws(MovieWriteError) {
        try Self.validate(movie)
        self.movie = movie
        if let plan {
            let pieces = plan.runs.map {
                InterleavePlan.Piece(track: $0.track, sampleCount: $0.samples.count)
            }
            self.plan = try InterleavePlan(pieces: pieces, of: movie.tracks.map(\.samples))
        } else {
            self.plan = try InterleavePlan(movie)
        }
    }

    /// `ftyp`, `moov` and the head of `mdat`, with final offsets.
    ///
    /// - Parameter payloadSize: Bytes that will follow, to be held against the samples' sizes.
    /// - Throws: ``MovieWriteError/payloadSize(stated:planned:)``.
    public func headerBytes(payloadSize: UInt64) throws(MovieWriteError) -> [UInt8] {
        guard payloadSize == plan.payloadSize else {
            throw .payloadSize(stated: payloadSize, planned: plan.payloadSize)
        }
        let chunks = ChunkLists(plan, trackCount: movie.tracks.count)
        // The size depends on the width of offsets but not on their values, so a pass without them tells it.
        var isLong = false
        var size = headerBytes(chunks, base: 0, isLong: isLong).count
        let end = UInt64(size).addingReportingOverflow(plan.payloadSize)
        if end.overflow || end.partialValue > UInt64(UInt32.max) {
            isLong = true
            size = headerBytes(chunks, base: 0, isLong: isLong).count
        }
        return headerBytes(chunks, base: UInt64(size), isLong: isLong, reserving: size)
    }

    private func headerBytes(
        _ chunks: ChunkLists, base: UInt64, isLong: Bool, reserving size: Int = 0
    ) -> [UInt8] {
        var writer = BoxWriter()
        writer.reserve(size)
        writeFileType(&writer)
        writer.box(.moov) { writer in
            writeMovieHeader(&writer)
            for (index, track) in movie.tracks.enumerated() {
                let trackWriter = TrackWriter(
                    track, movieTimeScale: movie.timeScale, trackDuration: duration(of: track),
                    creation: creation, offsets: chunks.offsets[index].map { $0 &+ base },
                    sampleCounts: chunks.sampleCounts[index], isLong: isLong)
                trackWriter.write(&writer)
            }
            MetadataWriter(movie.metadata).write(&writer)
        }
        if isLong {
            writer.u32(1)
            writer.code(.mdat)
            writer.u64(plan.payloadSize &+ 16)
        } else {
            writer.u32(UInt32(truncatingIfNeeded: plan.payloadSize &+ 8))
            writer.code(.mdat)
        }
        return writer.bytes
    }

    private var creation: UInt64 {
        UInt64(bitPattern: movie.creationTime.map { $0 &+ Self.secondsFrom1904To1970 } ?? 0)
    }

    private func writeFileType(_ writer: inout BoxWriter) {
        let hasNegativeOffsets = movie.tracks.contains {
            $0.samples.compositionOffsets.runs.contains { $0.value < 0 }
        }
        let hasAVC = movie.tracks.contains {
            if case .video(let entry) = $0.sampleEntry, case .avc = entry.configuration { return true }
            return false
        }
        writer.box(.ftyp) { writer in
            writer.append("isom")
            writer.u32(512)
            writer.append("isomiso2")
            // Signed composition offsets came with iso4.
            if hasNegativeOffsets { writer.append("iso4") }
            if hasAVC { writer.append("avc1") }
            writer.append("mp41")
        }
    }

    private func writeMovieHeader(_ writer: inout BoxWriter) {
        let duration = movie.tracks.reduce(movie.minimumDuration) { Swift.max($0, self.duration(of: $1)) }
        let isLong = Swift.max(duration, creation) > UInt64(UInt32.max)
        writer.fullBox(.mvhd, version: isLong ? 1 : 0) { writer in
            writer.u32or64(creation, isLong: isLong)
            writer.u32or64(creation, isLong: isLong)
            writer.u32(movie.timeScale)
            writer.u32or64(duration, isLong: isLong)
            writer.u32(0x10000)
            writer.u16(0x0100)
            writer.zeros(10)
            for number in Rotation.none.matrix(width: 0, height: 0) {
                writer.u32(UInt32(bitPattern: number))
            }
            writer.zeros(24)
            // next_track_ID; all ones where the highest is taken.
            let highest = movie.tracks.reduce(0) { Swift.max($0, $1.id) }
            writer.u32(highest < UInt32.max ? highest + 1 : UInt32.max)
        }
    }

    /// How long `track` is shown, in ticks of the movie: its edits together, else its samples together,
    /// rounded to the nearest tick.
    private func duration(of track: TrackDescription) -> UInt64 {
        guard track.edits.isEmpty else { return track.edits.reduce(0) { $0 &+ $1.segmentDuration } }
        return MovieClock.convert(
            track.samples.duration, from: track.timeScale, to: movie.timeScale, rounding: .nearestTiesUp)
            ?? 0
    }

    // MARK: Validation

    private static func validate(_ movie: MovieDescription) throws(MovieWriteError) {
        guard !movie.tracks.isEmpty else { throw .noTracks }
        guard (1...UInt32(Int32.max)).contains(movie.timeScale) else { throw .timeScale(track: nil) }
        if let time = movie.creationTime, time < -secondsFrom1904To1970 { throw .creationTime(time) }
        var identifiers: Set<UInt32> = []
        var count = 0
        for (index, track) in movie.tracks.enumerated() {
            guard track.id > 0, identifiers.insert(track.id).inserted else { throw .trackID(track: index) }
            try TrackWriter.validate(track, index: index, movieTimeScale: movie.timeScale)
            count += track.samples.count
            guard count <= sampleLimit else { throw .tooManySamples(count: count) }
        }
        guard MetadataWriter.isWritable(movie.metadata) else { throw .metadata }
    }
}
