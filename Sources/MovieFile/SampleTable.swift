/// The samples of a track in decoding order, in a few bytes each: four for the size, and eight for every
/// change of duration, eight for every change of composition offset, four for a sync sample unless all are.
public struct SampleTable: Sendable, Hashable {
    private(set) var sizes: SampleSizes
    private(set) var durations: RunLengths<UInt32>
    private(set) var compositionOffsets: RunLengths<Int32>
    private(set) var sync: SyncSamples

    /// An empty table.
    public init() {
        sizes = .each([])
        durations = RunLengths()
        compositionOffsets = RunLengths()
        sync = SyncSamples()
    }

    /// A table as it was read.
    init(
        sizes: SampleSizes, durations: RunLengths<UInt32>, compositionOffsets: RunLengths<Int32>,
        sync: SyncSamples
    ) {
        self.sizes = sizes
        self.durations = durations
        self.compositionOffsets = compositionOffsets
        self.sync = sync
    }

    /// A table of `samples`.
    public init(_ samples: some Sequence<TrackSample>) {
        self.init()
        for sample in samples { append(sample) }
    }

    /// Makes room for `count` samples at once, so that growing copies nothing.
    public mutating func reserveCapacity(_ count: Int) { sizes.reserveCapacity(count) }

    /// Adds the sample that is decoded next.
    public mutating func append(_ sample: TrackSample) {
        sync.append(sample.isSync, at: count)
        sizes.append(sample.size)
        durations.append(sample.duration)
        compositionOffsets.append(sample.compositionOffset)
    }

    /// Number of samples.
    public var count: Int { sizes.count }

    /// Bytes of payload of one sample.
    public func size(of sample: Int) -> UInt32 { sizes[sample] }

    /// Whether decoding can begin at every sample.
    public var isAllSync: Bool { sync.isAll }

    /// The sum of the samples' durations, in the track's time scale; wraps beyond 64 bits.
    public var duration: UInt64 {
        var left = UInt64(count)
        var total: UInt64 = 0
        for run in durations.runs {
            let taken = Swift.min(left, UInt64(run.count))
            total &+= taken &* UInt64(run.value)
            left -= taken
        }
        return total &+ left &* UInt64(durations.runs.last?.value ?? 0)
    }

    /// Bytes of payload in all; wraps beyond 64 bits.
    public var payloadSize: UInt64 { sizes.total(of: 0..<count) }

    /// Bytes of memory that the table holds on to.
    public var storageByteCount: Int {
        sizes.storageByteCount + durations.storageByteCount + compositionOffsets.storageByteCount
            + sync.storageByteCount
    }
}
