public import ExactTime
public import Timeline

/// What lies at an instant of a snapshot.
public struct LocatedInstant: Sendable {
    /// The instant asked for.
    public let requested: MediaInstant
    /// The media segment that holds the frame, or the missing one.
    public let segment: Int
    /// The segment's URI as the playlist gives it, without user part and query.
    public let uri: String
    /// The frame on screen; `nil` in a gap and where there is no video.
    public let frame: FrameSpan?
    /// The gap that the instant lies in.
    public let gap: GapSpan?
    /// Where decoding can begin round the frame.
    public let keyframes: KeyframeNeighbours?
    /// The instant on the playlist clock.
    public let playlistClock: MediaInstant
    /// The instant on the wall clock, since 1970-01-01T00:00:00Z; `nil` without EXT-X-PROGRAM-DATE-TIME.
    public let wallClock: WallClock?
}

extension Snapshot {
    /// Finds what lies at each of some instants.
    ///
    /// - Parameter times: As typed; `end` needs the last segment of the snapshot.
    /// - Returns: One entry per time, in the order given.
    /// - Throws: ``PrecutError/Kind/usage`` for an instant outside the snapshot.
    public func locate(_ times: [TimeExpression]) async throws -> [LocatedInstant] {
        let instants = try await resolve(times)
        let positions = try await positions(at: instants)
        let hasVideo = timeline.hasVideo ?? false
        var located: [LocatedInstant] = []
        for (instant, position) in zip(instants, positions) {
            var frame: FrameSpan?
            var gap: GapSpan?
            switch position {
            case .frame(let span): frame = span
            case .gap(let span): gap = span
            case .beforeStart(let start): throw PrecutError(instant, beforeStart: start)
            case .beyondEnd(let end): throw PrecutError(instant, beyondEnd: end)
            }
            let segment = frame?.segment ?? gap?.segment ?? 0
            let clock = try await ask { $0.playlistClock(at: instant, in: segment) }
            let wall = try await ask { $0.wallClock(at: instant, in: segment) }
            var keyframes: KeyframeNeighbours?
            if let frame, hasVideo { keyframes = try await ask { $0.keyframes(around: frame) } }
            located.append(
                LocatedInstant(
                    requested: instant, segment: segment,
                    uri: publicText(ofURI: playlists.media.segments[segment].uri),
                    frame: hasVideo ? frame : nil, gap: gap, keyframes: keyframes, playlistClock: clock,
                    wallClock: wall.map { WallClock(secondsSinceEpoch: $0.sinceZero.seconds) }))
        }
        saveCache()
        return located
    }

    /// Times as typed on the snapshot's axis.
    func resolve(_ times: [TimeExpression]) async throws -> [MediaInstant] {
        guard times.contains(where: { $0.anchor == .end }) else {
            return times.map { $0.instant(end: .zero) }
        }
        let end = try await ask { $0.end() }
        return times.map { $0.instant(end: end) }
    }

    func positions(at instants: [MediaInstant]) async throws -> [Position] {
        try await ask(
            all: instants.map { instant in { @Sendable timeline in timeline.position(at: instant) } })
    }
}

extension PrecutError {
    init(_ instant: MediaInstant, beforeStart start: MediaInstant) {
        self.init(
            .usage, code: "before-start",
            "\(instant.millisecondsText) ms lies before the first frame, which starts at \(start.millisecondsText) ms",
            hint: "the snapshot begins at 0; see `--zero` for what 0 means")
    }

    init(_ instant: MediaInstant, beyondEnd end: MediaInstant) {
        self.init(
            .usage, code: "beyond-end",
            "\(instant.millisecondsText) ms lies beyond the snapshot, whose last frame ends at \(end.millisecondsText) ms",
            hint: "the end is not included; `end-1` is the last whole millisecond with a picture")
    }
}
