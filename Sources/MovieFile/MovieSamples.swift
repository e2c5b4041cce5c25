/// The samples of a track in decoding order, made one by one from the tables as they are asked for.
public struct MovieSamples: Sequence, Sendable {
    /// The tables without places; a ``TrackDescription`` takes them as they are.
    public let table: SampleTable
    let chunks: ChunkMap

    /// How many there are.
    public var count: Int { table.count }

    /// Exactly ``count``.
    public var underestimatedCount: Int { count }

    /// Bytes of memory that the tables hold on to.
    public var storageByteCount: Int {
        table.storageByteCount + chunks.offsets.capacity * MemoryLayout<UInt64>.stride
            + chunks.runs.capacity * MemoryLayout<ChunkMap.Run>.stride
    }

    /// The first chunk, from 0, that does not end within `size` bytes; `nil` where all do.
    func firstChunk(beyond size: UInt64) -> Int? {
        var cursor = ChunkMap.Cursor(chunks)
        var first = 0
        while first < count, let chunk = cursor.next() {
            let end = first + Swift.min(chunk.sampleCount, count - first)
            let limit = chunk.offset.addingReportingOverflow(table.sizes.total(of: first..<end))
            if limit.overflow || limit.partialValue > size { return cursor.chunk - 1 }
            first = end
        }
        return nil
    }

    /// The samples from the first on.
    public func makeIterator() -> Iterator { Iterator(self) }

    /// Makes the samples.
    public struct Iterator: IteratorProtocol {
        private let sizes: SampleSizes
        private var durations: RunLengths<UInt32>.Cursor
        private var compositionOffsets: RunLengths<Int32>.Cursor
        private var sync: SyncSamples.Cursor
        private var chunks: ChunkMap.Cursor
        private var index = 0
        private var left = 0
        private var offset: UInt64 = 0
        private var sampleEntry = 0
        private var dts: Int64 = 0

        init(_ samples: MovieSamples) {
            sizes = samples.table.sizes
            durations = .init(samples.table.durations)
            compositionOffsets = .init(samples.table.compositionOffsets)
            sync = .init(samples.table.sync)
            chunks = .init(samples.chunks)
        }

        /// The next sample; `nil` behind the last one.
        public mutating func next() -> MovieSample? {
            guard index < sizes.count else { return nil }
            while left == 0 {
                guard let chunk = chunks.next() else { return nil }
                (offset, left, sampleEntry) = chunk
            }
            let size = sizes[index]
            let duration = durations.next()
            let sample = MovieSample(
                index: index, offset: offset, size: size, dts: dts,
                pts: dts &+ Int64(compositionOffsets.next()), duration: duration, isSync: sync.nextIsSync(),
                sampleEntry: sampleEntry)
            index += 1
            left -= 1
            offset &+= UInt64(size)
            dts &+= Int64(duration)
            return sample
        }
    }
}
