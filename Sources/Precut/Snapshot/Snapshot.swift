internal import Crypto
internal import ExactTime
internal import Playlist
internal import Segments
internal import Timeline
public import Transport

/// An opened snapshot: its playlist, its timeline, and the reading of whatever a question needs.
///
/// Opening reads the playlist (two or three of them for a multivariant one) and nothing else. Every question
/// then loads the segments that its answer rests on, several at a time, and keeps their indexes; with a cache
/// folder also for the next run. Payload is kept only for the segments read last, up to ``payloadLimit``.
public actor Snapshot {
    /// How many bytes of segments are kept in memory for decoding.
    static let payloadLimit = 96 << 20

    /// Where it was opened, without query and user part.
    public nonisolated let source: String
    /// The playlists behind it.
    public nonisolated let playlists: LoadedPlaylist
    /// How it was opened.
    public nonisolated let options: SnapshotOptions
    nonisolated let fetcher: Fetcher
    nonisolated let segments: SegmentSource
    nonisolated let audioSegments: SegmentSource?

    // Both are made when first needed: whoever asks for the playlist alone needs neither. The timeline is changed in
    // place, which a lazy property is not.
    private var laidOut: Timeline?
    private lazy var cache: IndexCache? = options.cacheDirectory.map {
        IndexCache(directory: $0, identity: playlists.identity)
    }
    private var payloads = RecentPayloads(limit: payloadLimit)
    private var indexesFromCache: Set<Int> = []
    /// A segment turned out to be another one than the cache remembered: nothing of this snapshot can be trusted.
    private var isStale = false
    /// Segments that turned out to be missing or broken.
    private(set) var unreadable: Set<Int> = []
    /// Reads under way: whoever asks for the same segment meanwhile waits for the same read.
    private var readsUnderWay: [PendingRead: Task<DemuxedSegment, any Error>] = [:]

    private struct PendingRead: Hashable {
        var segment: Int
        var keepsPayload: Bool
    }

    /// Opens a snapshot by path or URL.
    ///
    /// - Throws: ``PrecutError`` where the playlist cannot be reached or is none.
    public static func open(_ source: String, options: SnapshotOptions = SnapshotOptions()) async throws
        -> Snapshot
    {
        let location: ResourceLocation
        do {
            location = try ResourceLocation(parsing: source)
        } catch {
            throw PrecutError(argument: error, "cannot read the playlist")
        }
        let fetcher = Fetcher(source: location, headers: options.headers, policy: options.transfer)
        let playlists = try await LoadedPlaylist.load(location, variant: options.variant, with: fetcher)
        return Snapshot(
            source: location.description, playlists: playlists, options: options, fetcher: fetcher)
    }

    /// Opens a snapshot for some work, and does the work anew without the cache where what the cache remembered
    /// turns out to be another snapshot.
    public static func with<Value>(
        _ source: String, options: SnapshotOptions = SnapshotOptions(),
        _ work: (Snapshot) async throws -> Value
    ) async throws -> Value {
        do {
            return try await work(try await open(source, options: options))
        } catch is StaleCache {
            var fresh = options
            fresh.cacheDirectory = nil
            return try await work(try await open(source, options: fresh))
        }
    }

    private init(source: String, playlists: LoadedPlaylist, options: SnapshotOptions, fetcher: Fetcher) {
        self.source = source
        self.playlists = playlists
        self.options = options
        self.fetcher = fetcher
        segments = SegmentSource(playlist: playlists.media, base: playlists.mediaLocation, fetcher: fetcher)
        if let audio = playlists.audio, let location = playlists.audioLocation {
            audioSegments = SegmentSource(playlist: audio, base: location, fetcher: fetcher)
        } else {
            audioSegments = nil
        }
    }

    /// Transfers so far.
    public nonisolated var statistics: TransferStatistics { fetcher.statistics }

    // MARK: Asking

    /// What is known of the timeline so far.
    var timeline: Timeline { changeTimeline { $0 } }

    private func changeTimeline<Value>(_ body: (inout Timeline) -> Value) -> Value {
        var timeline =
            laidOut
            ?? Timeline(
                slots: playlists.media.segments.map(SegmentSlot.init(segment:)),
                audioSlots: (playlists.audio?.segments ?? []).map(SegmentSlot.init(segment:)),
                zero: options.zero)
        laidOut = nil
        defer { laidOut = timeline }
        return body(&timeline)
    }

    /// Asks the timeline, loading what it needs until it can answer.
    func ask<Value: Sendable>(
        _ question: @Sendable (inout Timeline) -> Answer<Value>
    ) async throws -> Value {
        while true {
            switch changeTimeline(question) {
            case .known(let value): return value
            case .needs(let demands): try await supply(demands)
            }
        }
    }

    /// The same for many questions at once: what all of them need is loaded together.
    func ask<Value: Sendable>(
        all questions: [@Sendable (inout Timeline) -> Answer<Value>]
    ) async throws -> [Value] {
        while true {
            var values: [Value] = []
            var demands: [Demand] = []
            for question in questions {
                switch changeTimeline(question) {
                case .known(let value): values.append(value)
                case .needs(let more): demands += more
                }
            }
            if values.count == questions.count { return values }
            try await supply(demands)
        }
    }

    private func supply(_ demands: [Demand]) async throws {
        let wholes = Set(demands)
        let wanted = wholes.filter { demand in
            if case .head(let segment) = demand { return !wholes.contains(.whole(segment)) }
            return true
        }
        try await forEachParallel(Array(wanted), limit: options.jobs * 2) { demand in
            switch demand {
            case .head(let segment): try await self.learnHead(of: segment)
            case .whole(let segment): _ = try await self.learn(segment)
            case .audioHead(let segment): try await self.learnAudio(segment, isHead: true)
            case .audioWhole(let segment): try await self.learnAudio(segment, isHead: false)
            }
        }
    }

    // MARK: Learning

    private func learnHead(of segment: Int) async throws {
        let key = IndexCache.Key(segment: segment, isAudio: false, isHead: true)
        // The whole segment's index says more than its head's.
        if let index = cached(segment, in: segments, isAudio: false, isHead: false) {
            indexesFromCache.insert(segment)
            changeTimeline { $0.insert(SegmentTiming(index, isWhole: true), at: segment) }
            return
        }
        if let index = cached(segment, in: segments, isAudio: false, isHead: true) {
            changeTimeline { $0.insert(SegmentTiming(index, isWhole: false), at: segment) }
            return
        }
        let head = try await segments.loadHead(segment, until: isEnough)
        if let whole = head.whole { payloads.insert(whole, for: segment) }
        let kept = head.isWhole ? IndexCache.Key(segment: segment, isAudio: false, isHead: false) : key
        cache?.insert(head.index, for: kept, state: segments.state(of: segment))
        changeTimeline { $0.insert(SegmentTiming(head.index, isWhole: head.isWhole), at: segment) }
    }

    /// Whether a head's first timestamps are final, and the sound's are there where zero is the sound's.
    private nonisolated func isEnough(_ index: SegmentIndex) -> Bool {
        let needsSound = options.zero == .audio || options.zero == .earliest
        if needsSound, let audio = index.audio, audio.accessUnits.isEmpty { return false }
        return SegmentTiming(index, isWhole: false).isStartCertain
    }

    /// The index of a whole segment, from the cache or by reading it.
    func learn(_ segment: Int) async throws -> SegmentIndex {
        if let recent = payloads[segment] { return recent.index }
        if let index = cached(segment, in: segments, isAudio: false, isHead: false) {
            indexesFromCache.insert(segment)
            changeTimeline { $0.insert(SegmentTiming(index, isWhole: true), at: segment) }
            return index
        }
        return try await read(segment, keepsPayload: true).index
    }

    /// Reads a segment for its index alone; what analysis uses, so that memory stays small.
    func scan(_ segment: Int) async throws -> SegmentIndex {
        if let index = cached(segment, in: segments, isAudio: false, isHead: false) {
            changeTimeline { $0.insert(SegmentTiming(index, isWhole: true), at: segment) }
            return index
        }
        return try await read(segment, keepsPayload: false).index
    }

    /// A segment with its payload.
    func payload(of segment: Int) async throws -> DemuxedSegment {
        if let recent = payloads[segment] { return recent }
        return try await read(segment, keepsPayload: true)
    }

    /// Forgets what is known of a segment beyond its head.
    func forget(_ segment: Int) { changeTimeline { $0.forgetUnits(of: segment) } }

    /// Keeps no more than so many bytes of segments for questions to come.
    func limitPayloads(to bytes: Int) { payloads.limit = bytes }

    /// A segment with its payload that nobody will ask for again; the cache does not take it in either, since a
    /// clip of hours is made of thousands.
    func passing(_ segment: Int) async throws -> DemuxedSegment {
        if let recent = payloads.remove(segment) { return recent }
        return try await read(segment, keepsPayload: true, remembers: false)
    }

    private func read(
        _ segment: Int, keepsPayload: Bool, remembers: Bool = true
    ) async throws -> DemuxedSegment {
        let pending = PendingRead(segment: segment, keepsPayload: keepsPayload)
        if let running = readsUnderWay[pending] {
            let demuxed = try await running.value
            if isStale { throw StaleCache() }
            return demuxed
        }
        let task = Task { try await self.segments.load(segment, keepsPayload: keepsPayload) }
        readsUnderWay[pending] = task
        defer { readsUnderWay[pending] = nil }
        let demuxed: DemuxedSegment
        do {
            demuxed = try await withTaskCancellationHandler {
                try await task.value
            } onCancel: {
                task.cancel()
            }
        } catch let error as PrecutError where error.isAboutOneSegment {
            unreadable.insert(segment)
            throw error
        }
        let state = segments.state(of: segment)
        let key = IndexCache.Key(segment: segment, isAudio: false, isHead: false)
        if indexesFromCache.remove(segment) != nil, cache?.index(for: key, state: state) != demuxed.index {
            cache?.discard()
            cache = nil
            isStale = true
        }
        if isStale { throw StaleCache() }
        if remembers { cache?.insert(demuxed.index, for: key, state: state) }
        changeTimeline { $0.insert(SegmentTiming(demuxed.index, isWhole: true), at: segment) }
        if keepsPayload, remembers { payloads.insert(demuxed, for: segment) }
        return demuxed
    }

    /// The index of a segment of the separate audio rendition.
    @discardableResult
    func learnAudio(_ segment: Int, isHead: Bool) async throws -> SegmentIndex? {
        guard let audioSegments else { return nil }
        for isPart in isHead ? [false, true] : [false] {
            guard let index = cached(segment, in: audioSegments, isAudio: true, isHead: isPart) else {
                continue
            }
            changeTimeline { $0.insertAudio(SegmentTiming(index, isWhole: !isPart), at: segment) }
            return index
        }
        var read = SegmentSource.Head(
            index: SegmentIndex(container: .packedAudio, byteCount: 0), isWhole: true)
        if isHead {
            read = try await audioSegments.loadHead(segment) { $0.audio?.accessUnits.isEmpty == false }
        } else {
            read.index = try await audioSegments.load(segment, keepsPayload: false).index
        }
        let key = IndexCache.Key(segment: segment, isAudio: true, isHead: !read.isWhole)
        cache?.insert(read.index, for: key, state: audioSegments.state(of: segment))
        changeTimeline { $0.insertAudio(SegmentTiming(read.index, isWhole: read.isWhole), at: segment) }
        return read.index
    }

    private func cached(_ segment: Int, in source: SegmentSource, isAudio: Bool, isHead: Bool)
        -> SegmentIndex?
    {
        guard let cache else { return nil }
        let key = IndexCache.Key(segment: segment, isAudio: isAudio, isHead: isHead)
        return cache.index(for: key, state: source.state(of: segment))
    }

    /// Lays the timeline out anew with segments that cannot be loaded counted as gaps.
    func treatAsGaps(_ missing: Set<Int>) {
        changeTimeline { $0 = $0.treatingAsGaps(missing) }
    }

    /// Writes what was learned to the cache folder, if there is one.
    public func saveCache() { cache?.save() }
}

/// The cache told of another segment than the one that was read; it has been discarded, so ask again.
struct StaleCache: Error {}

extension SegmentSlot {
    init(segment: MediaSegment) {
        self.init(
            duration: segment.duration, isDiscontinuity: segment.isDiscontinuity, isGap: segment.isGap,
            programDateTime: segment.programDateTime.map { MediaInstant(MediaDuration($0.secondsSinceEpoch)) }
        )
    }
}
