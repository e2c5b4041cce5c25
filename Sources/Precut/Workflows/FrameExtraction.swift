internal import Crypto
internal import ElementaryStreams
internal import ExactTime
internal import Media
internal import Segments
internal import Timeline

extension Snapshot {
    /// How many instants are planned together: few enough that the segments of a batch fit in memory.
    static let batchSize = 32

    /// Extracts the pictures on screen at some instants.
    ///
    /// The instants are sorted, those of one group of pictures are decoded in one go, and several groups at a
    /// time on threads of their own. Pictures are handed out as they are made.
    ///
    /// - Parameters:
    ///   - request: Which instants, and how the images should look.
    ///   - body: Called once per instant with its place in the request, in any order, never twice at a time.
    /// - Throws: ``PrecutError``; ``PrecutError/Kind/usage`` for an instant outside the snapshot, before any
    ///   picture is decoded.
    public func extractFrames(
        _ request: FrameRequest, _ body: @escaping @Sendable (Int, ExtractedFrame) throws -> Void
    ) async throws {
        let instants = try await resolve(request.times)
        let order = instants.indices.sorted { (instants[$0], $0) < (instants[$1], $1) }
        for edge in [order.first, order.last].compactMap({ $0 }) { try await checkInside(instants[edge]) }
        let delivery = Delivery(body)
        for start in stride(from: 0, to: order.count, by: Self.batchSize) {
            let batch = order[start..<min(start + Self.batchSize, order.count)]
            let jobs = try await plan(batch.map { ($0, instants[$0]) }, delivery: delivery)
            try await forEachParallel(jobs, limit: options.jobs) { job in
                for (place, frame) in try await self.run(job, request: request) {
                    try await delivery.hand(place, frame)
                }
            }
        }
        saveCache()
    }

    private func checkInside(_ instant: MediaInstant) async throws {
        switch try await ask({ $0.position(at: instant) }) {
        case .beforeStart(let start): throw PrecutError(instant, beforeStart: start)
        case .beyondEnd(let end): throw PrecutError(instant, beyondEnd: end)
        case .frame, .gap: return
        }
    }

    /// Groups the wanted frames by where their decoding begins.
    private func plan(
        _ wanted: [(place: Int, instant: MediaInstant)], delivery: Delivery
    ) async throws -> [DecodeJob] {
        let positions = try await positions(at: wanted.map(\.instant))
        guard timeline.hasVideo == true else {
            throw PrecutError(
                .invalidInput, code: "no-video", "`\(source)` has no video, so there is no picture",
                hint: "`precut locate` works on sound alone")
        }
        var frames: [(place: Int, instant: MediaInstant, span: FrameSpan)] = []
        for ((place, instant), position) in zip(wanted, positions) {
            switch position {
            case .frame(let span): frames.append((place, instant, span))
            case .gap(let span): try await delivery.hand(place, .gap(requested: instant, span))
            case .beforeStart(let start): throw PrecutError(instant, beforeStart: start)
            case .beyondEnd(let end): throw PrecutError(instant, beyondEnd: end)
            }
        }
        for segment in Set(frames.map(\.span.segment)) {
            let codec = try await learn(segment).video?.codec
            if let codec, codec != .h264, codec != .hevc {
                throw PrecutError(unsupported: codec, source: source)
            }
        }
        let paths = try await ask(
            all: frames.map { frame in { @Sendable timeline in timeline.decodePath(to: frame.span) } })
        var jobs: [UnitPlace: DecodeJob] = [:]
        for (frame, path) in zip(frames, paths) {
            guard case .from(let start, let end) = path else {
                try await delivery.hand(frame.place, .undecodable(requested: frame.instant, frame.span))
                continue
            }
            let wanted = DecodeJob.Wanted(place: frame.place, requested: frame.instant, span: frame.span)
            jobs[start, default: DecodeJob(start: start, end: end)].add(wanted, through: end)
        }
        return jobs.values.sorted { $0.start < $1.start }
    }

    private func run(
        _ job: DecodeJob, request: FrameRequest
    ) async throws -> [(Int, ExtractedFrame)] {
        var segments: [(number: Int, demuxed: DemuxedSegment)] = []
        for number in job.start.segment...job.end.segment {
            segments.append((number, try await payload(of: number)))
        }
        let video = segments[0].demuxed.index.video
        let fallback = try await configuration(before: job.start, of: segments[0].demuxed.index)
        if fallback == nil, let video, video.accessUnits[job.start.unit].configuration == nil {
            // No parameter sets are left of the snapshot: nobody can decode from here.
            return job.wanted.map { ($0.place, .undecodable(requested: $0.requested, $0.span)) }
        }
        let input = try DecodeInput(job: job, segments: segments, fallback: fallback)
        do {
            return try await onOwnThread { isCancelled in
                try input.decode(request: request, isCancelled: isCancelled)
            }.map { ($0.0, .picture($0.1)) }
        } catch let error as MediaError {
            throw PrecutError(media: error, job: job, source: source)
        }
    }

    /// The parameter sets that were active before `place`, from an earlier segment if its own has none.
    func configuration(
        before place: UnitPlace, of index: SegmentIndex
    ) async throws -> DecoderConfiguration? {
        guard let video = index.video, video.accessUnits[place.unit].configuration == nil else {
            return nil
        }
        var segment = place.segment - 1
        while segment >= 0, !timeline.slots[segment + 1].isDiscontinuity {
            if timeline.slots[segment].isGap {
                segment -= 1
                continue
            }
            let earlier = try await learn(segment)
            if let video = earlier.video,
                let last = video.accessUnits.last(where: { $0.configuration != nil })?.configuration
            {
                return video.configurations[last]
            }
            segment -= 1
        }
        return nil
    }
}

/// Pictures that one run of a decoder yields.
struct DecodeJob: Sendable {
    struct Wanted: Sendable {
        var place: Int
        var requested: MediaInstant
        var span: FrameSpan
    }

    let start: UnitPlace
    private(set) var end: UnitPlace
    private(set) var wanted: [Wanted] = []

    init(start: UnitPlace, end: UnitPlace) {
        self.start = start
        self.end = end
    }

    mutating func add(_ frame: Wanted, through place: UnitPlace) {
        wanted.append(frame)
        end = max(end, place)
    }
}

/// Hands pictures out one at a time.
private actor Delivery {
    private let body: @Sendable (Int, ExtractedFrame) throws -> Void

    init(_ body: @escaping @Sendable (Int, ExtractedFrame) throws -> Void) { self.body = body }

    func hand(_ place: Int, _ frame: ExtractedFrame) throws { try body(place, frame) }
}
