internal import Cutting
internal import ElementaryStreams
internal import ExactTime
internal import Segments
internal import Timeline

/// What was read for some clips.
struct Gathered: Sendable {
    /// The pictures of all of them.
    var pictures = PictureStore()
    /// The media segments that were read.
    var segments: Set<Int> = []
}

extension Snapshot {
    /// A segment on its way into the scratch file: its payload is not needed any more.
    private struct Prepared: Sendable {
        var index: SegmentIndex
        var pictures: StoredPictures?
    }

    /// Reads every segment that some clips need once, and puts what they hold into the scratch file.
    ///
    /// - Parameters:
    ///   - spans: The clips.
    ///   - scratch: Takes the coded bytes; `nil` for a plan, which needs none.
    ///   - progress: Told how many segments are done.
    func gather(
        _ spans: [ClipSpan], to scratch: ScratchFile?, progress: @escaping @Sendable (Int, Int) -> Void
    ) async throws -> Gathered {
        let wanted = Set(spans.flatMap { Array($0.segments) }).sorted().filter { !timeline.slots[$0].isGap }
        var gathered = Gathered()
        var previous: (segment: Int, piece: Int)?
        var done = 0
        try await inOrder(wanted, limit: options.jobs * 2) { segment in
            try await self.prepare(segment, scratch: scratch)
        } body: { segment, prepared in
            let piece = try await self.askMedia { $0.decodingPiece(of: segment) }.lowerBound
            if let previous, previous.piece != piece {
                try await self.noteEnd(of: previous.segment, piece: previous.piece, in: &gathered.pictures)
            }
            previous = (segment, piece)
            gathered.segments.insert(segment)
            if let stream = prepared.index.video {
                try await self.add(stream, prepared, segment: segment, piece: piece, to: &gathered.pictures)
            }
            done += 1
            progress(done, wanted.count)
        }
        if let previous {
            let slots = timeline.slots
            let next = previous.segment + 1
            if next >= slots.count || slots[next].isGap {
                try await noteEnd(of: previous.segment, piece: previous.piece, in: &gathered.pictures)
            }
        }
        return gathered
    }

    private nonisolated func prepare(_ segment: Int, scratch: ScratchFile?) async throws -> Prepared {
        guard let scratch else { return Prepared(index: try await learn(segment)) }
        let demuxed = try await passing(segment)
        var prepared = Prepared(index: demuxed.index)
        if let place = demuxed.index.streams.firstIndex(where: { $0.kind == .video }),
            demuxed.payloads.indices.contains(place)
        {
            prepared.pictures = try StoredPictures(
                demuxed.index.streams[place], demuxed.payloads[place], container: demuxed.index.container,
                to: scratch)
        }
        return prepared
    }

    private func add(
        _ stream: StreamIndex, _ prepared: Prepared, segment: Int, piece: Int, to store: inout PictureStore
    ) async throws {
        guard stream.codec == .h264 || stream.codec == .hevc else {
            throw PrecutError(unsupported: stream.codec, source: source)
        }
        var fallback: DecoderConfiguration?
        if let first = stream.accessUnits.first, first.configuration == nil {
            fallback = try await configuration(
                before: UnitPlace(segment: segment, unit: 0), of: prepared.index)
        }
        let clock = try await askMedia { $0.mediaClock(of: segment) }
        store.add(
            stream, segment: segment, piece: piece, clock: clock, fallback: fallback,
            stored: prepared.pictures)
    }

    private func noteEnd(of segment: Int, piece: Int, in store: inout PictureStore) async throws {
        let end = try await askMedia { $0.mediaEnd(ofPieceEndingIn: segment) }
        store.pieceEnds[Int32(clamping: piece)] = end
    }
}

/// Loads elements side by side, at most `limit` at a time and no more ahead, and hands them on in order.
func inOrder<Element: Sendable, Value: Sendable>(
    isolation: isolated (any Actor)? = #isolation, _ elements: [Element], limit: Int,
    load: @escaping @Sendable (Element) async throws -> Value,
    body: (Element, Value) async throws -> Void
) async throws {
    try await withThrowingTaskGroup(of: (Int, Value).self) { group in
        var waiting: [Int: Value] = [:]
        var started = 0
        for next in elements.indices {
            while started < elements.count, started < next + max(1, limit) {
                let (number, element) = (started, elements[started])
                group.addTask { (number, try await load(element)) }
                started += 1
            }
            while waiting[next] == nil, let (number, value) = try await group.next() {
                waiting[number] = value
            }
            try Task.checkCancellation()
            if let value = waiting.removeValue(forKey: next) { try await body(elements[next], value) }
        }
    }
}
