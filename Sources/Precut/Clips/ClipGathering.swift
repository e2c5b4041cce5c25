internal import Cutting
internal import ElementaryStreams
internal import ExactTime
internal import Segments
internal import Timeline

/// What was read for some clips.
struct Gathered: Sendable {
    /// The pictures of all of them.
    var pictures: PictureStore
    /// The sound of each, in the order of the clips.
    var sounds: [SoundCollector] = []
    /// The media segments that were read.
    var segments: Set<Int> = []
    /// What was wrong with the bytes of some of them, so that pictures or sound may be damaged.
    var damage: [Int: [Defect]] = [:]
}

extension Snapshot {
    /// How many of the segments that passed by the timeline still knows whole.
    private static let rememberedSegments = 32

    /// A segment on its way into the scratch file: its payload is not needed any more.
    private struct Prepared: Sendable {
        var index: SegmentIndex
        var pictures: StoredPictures?
        var sound: StoredSound?
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
        let slots = timeline.slots
        let wanted = Set(spans.flatMap { Array($0.segments) }).sorted().filter { !slots[$0].isGap }
        var gathered = Gathered(pictures: PictureStore(expectedSegments: wanted.count))
        gathered.sounds = spans.map { SoundCollector(inPoint: $0.media.start, outPoint: $0.media.end) }
        let ranges = spans.map(\.media)
        var previous: (segment: Int, piece: Int)?
        var done = 0
        var passed: [Int] = []
        try await inOrder(wanted, limit: options.jobs * 2) { segment in
            try await self.prepare(segment, ranges: ranges, scratch: scratch)
        } body: { segment, prepared in
            let piece = try await self.askMedia { $0.decodingPiece(of: segment) }.lowerBound
            if let previous, previous.piece != piece {
                try await self.noteEnd(of: previous.segment, piece: previous.piece, in: &gathered.pictures)
            }
            previous = (segment, piece)
            gathered.segments.insert(segment)
            let damage = prepared.index.defects.filter(\.isDamage)
            if !damage.isEmpty { gathered.damage[segment] = damage }
            if let stream = prepared.index.video {
                try await self.add(stream, prepared, segment: segment, piece: piece, to: &gathered.pictures)
            }
            for clip in gathered.sounds.indices {
                try gathered.sounds[clip].add(prepared.sound, segment: segment)
            }
            // Ends of pieces rest on the last few segments alone.
            passed.append(segment)
            if wanted.count > Self.rememberedSegments, passed.count > Self.rememberedSegments {
                self.forget(passed.removeFirst())
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
        if let audio = playlists.audio {
            var rendition = SoundRendition(
                self, slots: audio.segments.map(SegmentSlot.init(segment:)), collectors: gathered.sounds,
                scratch: scratch)
            try await rendition.gather()
            gathered.sounds = rendition.collectors
        } else {
            try await gatherNeighbours(&gathered, ranges: ranges, scratch: scratch)
        }
        return gathered
    }

    /// The sound of an edge often lies in the segment beside the one with its picture, or behind a missing one.
    private func gatherNeighbours(
        _ gathered: inout Gathered, ranges: [TimeRange], scratch: ScratchFile?
    ) async throws {
        while let next = neighbour(of: gathered.sounds) {
            var sound: StoredSound?
            // What was read before had nothing for this clip, or it would have been taken in.
            if let segment = next.segment, gathered.segments.insert(segment).inserted {
                sound = try await prepareSound(segment, ranges: ranges, scratch: scratch)
            }
            let before = gathered.sounds[next.clip].segments
            if let segment = next.segment {
                for clip in gathered.sounds.indices {
                    try gathered.sounds[clip].add(sound, segment: segment)
                }
            }
            // Nothing came of it, so there is nothing to be found on this side.
            if gathered.sounds[next.clip].segments == before {
                try gathered.sounds[next.clip].add(nil, segment: next.adjacent)
            }
        }
    }

    /// Where the first clip that lacks sound at an edge is to look for it; no segment where the playlist ends.
    private func neighbour(
        of sounds: [SoundCollector]
    ) -> (clip: Int, segment: Int?, adjacent: Int)? {
        let slots = timeline.slots
        for (clip, sound) in sounds.enumerated() {
            guard let seen = sound.segments else { continue }
            if sound.needsEarlier {
                let adjacent = seen.lowerBound - 1
                let segment = adjacent < 0 ? nil : (0...adjacent).last { !slots[$0].isGap }
                return (clip, segment, adjacent)
            }
            if sound.needsLater {
                let adjacent = seen.upperBound + 1
                let segment = slots.indices.dropFirst(adjacent).first { !slots[$0].isGap }
                return (clip, segment, adjacent)
            }
        }
        return nil
    }

    private nonisolated func prepareSound(
        _ segment: Int, ranges: [TimeRange], scratch: ScratchFile?
    ) async throws -> StoredSound? {
        guard let scratch else {
            let demuxed = DemuxedSegment(index: try await scan(segment), payloads: [])
            return try await storedSound(of: demuxed, segment: segment, ranges: ranges, scratch: nil)
        }
        return try await storedSound(
            of: try await passing(segment), segment: segment, ranges: ranges, scratch: scratch)
    }

    private nonisolated func storedSound(
        of demuxed: DemuxedSegment, segment: Int, ranges: [TimeRange], scratch: ScratchFile?
    ) async throws -> StoredSound? {
        guard playlists.audio == nil,
            let place = demuxed.index.streams.firstIndex(where: { $0.kind == .audio })
        else { return nil }
        let stream = demuxed.index.streams[place]
        guard
            let clock = try await askMedia({
                $0.soundClock(of: segment, timeBase: stream.timeBase)
            })
        else { return nil }
        let payload = demuxed.payloads.indices.contains(place) ? demuxed.payloads[place] : nil
        return try StoredSound(stream, payload, clock: clock, to: scratch, keeping: ranges)
    }

    private nonisolated func prepare(
        _ segment: Int, ranges: [TimeRange], scratch: ScratchFile?
    ) async throws -> Prepared {
        guard let scratch else {
            let index = try await scan(segment)
            let demuxed = DemuxedSegment(index: index, payloads: [])
            return Prepared(
                index: index,
                sound: try await storedSound(of: demuxed, segment: segment, ranges: ranges, scratch: nil))
        }
        let demuxed = try await passing(segment)
        var prepared = Prepared(index: demuxed.index)
        prepared.sound = try await storedSound(
            of: demuxed, segment: segment, ranges: ranges, scratch: scratch)
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
            wraps: prepared.index.container != .fmp4, stored: prepared.pictures)
    }

    private func noteEnd(of segment: Int, piece: Int, in store: inout PictureStore) async throws {
        let end = try await askMedia { $0.mediaEnd(ofPieceEndingIn: segment) }
        store.pieceEnds[Int32(clamping: piece)] = end
    }
}

extension Defect {
    /// It says that something is missing or broken, not that something is unusual.
    fileprivate var isDamage: Bool {
        switch self {
        case .continuity, .transportError, .cutShort, .malformed, .scrambled: true
        case .junk, .severalPrograms, .programMapChanged, .missingTimestamps, .timestampJump,
            .unsupportedStream:
            false
        }
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
