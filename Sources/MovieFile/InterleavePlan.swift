/// The order in which the samples' payloads lie in `mdat`: chunks of one track each, one behind the other.
///
/// Who writes the file copies the payloads in the order of ``runs``, the first one right behind the header.
public struct InterleavePlan: Sendable, Hashable {
    /// One chunk: neighbouring samples of one track.
    public struct Run: Sendable, Hashable {
        /// Position of the track in ``MovieDescription/tracks``.
        public let track: Int
        /// Positions of the samples in decoding order, never empty.
        public let samples: Range<Int>
        /// Offset of its first byte from the payload's.
        public let payloadOffset: UInt64
        /// Bytes of its samples together.
        public let byteCount: UInt64
    }

    /// A wish: the next samples of a track, as many as `sampleCount`.
    public struct Piece: Sendable, Hashable {
        /// Position of the track.
        public var track: Int
        /// How many samples, greater than zero.
        public var sampleCount: Int

        /// Wishes for `sampleCount` samples of `track`.
        public init(track: Int, sampleCount: Int) {
            self.track = track
            self.sampleCount = sampleCount
        }
    }

    /// The chunks in the file's order.
    public let runs: [Run]
    /// Bytes of all samples together.
    public let payloadSize: UInt64

    /// Interleaves tracks by time: chunks of up to half a second (one sample at least) in the order of the
    /// instants at which they are decoded on the movie's timeline; of equal ones the first track's.
    public init(_ movie: MovieDescription) throws(MovieWriteError) {
        var chunks: [(start: Int128, track: Int, count: Int)] = []
        for (index, track) in movie.tracks.enumerated() {
            guard track.timeScale > 0, movie.timeScale > 0 else { throw .timeScale(track: index) }
            var times = RunLengths<UInt32>.Cursor(track.samples.durations)
            var time: UInt64 = 0
            var chunkStart: UInt64 = 0
            var count = 0
            let shift = Self.presentationShift(of: track, movieTimeScale: movie.timeScale)
            for _ in 0..<track.samples.count {
                let duration = UInt64(times.next())
                if count > 0, (time &- chunkStart &+ duration) > UInt64(track.timeScale) / 2 {
                    chunks.append((Self.instant(chunkStart, track.timeScale, shift), index, count))
                    chunkStart = time
                    count = 0
                }
                count += 1
                time &+= duration
            }
            if count > 0 { chunks.append((Self.instant(chunkStart, track.timeScale, shift), index, count)) }
        }
        // A track's own chunks keep their order: their instants do not decrease, and equal ones are told
        // apart by position.
        let order = chunks.indices.sorted { left, right in
            let (first, second) = (chunks[left], chunks[right])
            if first.start != second.start { return first.start < second.start }
            return left < right
        }
        try self.init(
            pieces: order.map { Piece(track: chunks[$0].track, sampleCount: chunks[$0].count) },
            of: movie.tracks.map(\.samples))
    }

    /// Lays the pieces one behind the other.
    ///
    /// - Parameters:
    ///   - pieces: Together they hold each sample of each track once.
    ///   - tables: The tracks' samples.
    /// - Throws: ``MovieWriteError/plan(track:)``.
    public init(pieces: [Piece], of tables: [SampleTable]) throws(MovieWriteError) {
        var next = [Int](repeating: 0, count: tables.count)
        var runs: [Run] = []
        runs.reserveCapacity(pieces.count)
        var offset: UInt64 = 0
        for piece in pieces {
            guard tables.indices.contains(piece.track), piece.sampleCount > 0,
                piece.sampleCount <= tables[piece.track].count - next[piece.track]
            else { throw .plan(track: piece.track) }
            let samples = next[piece.track]..<(next[piece.track] + piece.sampleCount)
            next[piece.track] = samples.upperBound
            let size = tables[piece.track].sizes.total(of: samples)
            runs.append(
                Run(track: piece.track, samples: samples, payloadOffset: offset, byteCount: size))
            offset &+= size
        }
        for (track, table) in tables.enumerated() where next[track] != table.count {
            throw .plan(track: track)
        }
        self.runs = runs
        payloadSize = offset
    }

    /// What the edit list adds to a track's media times, in units of 2⁻³² s, rounded down; only an order is
    /// made of it.
    private static func presentationShift(of track: TrackDescription, movieTimeScale: UInt32) -> Int128 {
        var shift: Int128 = 0
        for edit in track.edits {
            guard let mediaTime = edit.mediaTime else {
                shift += (Int128(edit.segmentDuration) << 32) / Int128(movieTimeScale)
                continue
            }
            return shift - (Int128(mediaTime) << 32) / Int128(track.timeScale)
        }
        return shift
    }

    private static func instant(_ ticks: UInt64, _ timeScale: UInt32, _ shift: Int128) -> Int128 {
        (Int128(ticks) << 32) / Int128(timeScale) + shift
    }
}
