internal import ElementaryStreams
public import ExactTime
public import Findings
public import Playlist
internal import Segments
public import Timeline

/// What is in a snapshot.
public struct SnapshotAnalysis: Sendable {
    /// Where it was opened.
    public let source: String
    /// Which instant is 0.
    public let zero: ZeroChoice
    /// The media playlist.
    public let playlist: MediaPlaylist
    /// The variant that was chosen, where a multivariant playlist led here.
    public let variant: VariantStream?
    /// The timeline with all segments known; `nil` where only the playlist was looked at.
    public let report: TimelineReport?
    /// The playlist clock's segment starts and end.
    public let playlistStarts: [MediaInstant]
    /// The streams, in the order of the first segment that shows them.
    public let streams: [StreamSummary]
    /// Bytes of each media segment; 0 for a missing one.
    public let segmentBytes: [Int]
    /// What is noteworthy, in order of segments and lines.
    public let findings: [Finding]
}

extension Snapshot {
    /// What the playlist alone says: no segment is read.
    public nonisolated func analyzePlaylist() -> SnapshotAnalysis {
        SnapshotAnalysis(
            source: source, zero: options.zero, playlist: playlists.media, variant: playlists.variant,
            report: nil, playlistStarts: playlists.media.playlistStarts + [.zero + playlists.media.duration],
            streams: [],
            segmentBytes: Array(repeating: 0, count: playlists.media.segments.count),
            findings: playlists.findings)
    }

    /// Reads every segment and reports what the snapshot holds.
    ///
    /// Several segments are read at a time; of each only its index is kept. A segment that cannot be loaded
    /// becomes a finding and counts as a gap; that is an error only when not a single one can be loaded, or
    /// when the server refuses again and again.
    ///
    /// - Parameter progress: Called with the number of segments done and their total, from any thread.
    public func analyze(
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> SnapshotAnalysis {
        let wanted = timeline.slots.indices.filter { !timeline.slots[$0].isGap }
        let survey = SegmentSurvey()
        try await forEachParallel(wanted, limit: options.jobs + 1) { segment in
            do {
                let index = try await self.scan(segment)
                await survey.note(index, of: segment)
            } catch let error as PrecutError where error.isAboutOneSegment {
                try await survey.noteFailure(error, of: segment)
            }
            progress(await survey.count, wanted.count)
        }
        let failures = await survey.failures
        if failures.count == wanted.count, let first = failures.min(by: { $0.key < $1.key }) {
            throw first.value
        }
        if !failures.isEmpty { treatAsGaps(Set(failures.keys)) }
        for segment in playlists.audio?.segments.indices ?? 0..<0 where !timeline.audioSlots[segment].isGap {
            if let index = try await learnAudio(segment, isHead: false) {
                await survey.noteAudioRendition(index, of: segment)
            }
        }
        let report = try await ask { $0.report() }
        saveCache()
        let streams = await survey.streams(report: report)
        let mediaFindings = await survey.findings(
            segments: wanted,
            runStarts: Set(timeline.runs.compactMap { run in wanted.first { run.contains($0) } }))
        let findings =
            playlists.findings + mediaFindings
            + TimelineJudge.findings(for: report, playlist: playlists.media)
        return SnapshotAnalysis(
            source: source, zero: options.zero, playlist: playlists.media, variant: playlists.variant,
            report: report, playlistStarts: timeline.playlistStarts, streams: streams,
            segmentBytes: await survey.bytes(count: timeline.slots.count),
            findings: findings.enumerated().sorted { left, right in
                (left.element.segment ?? -1, left.element.line ?? 0, left.offset)
                    < (right.element.segment ?? -1, right.element.line ?? 0, right.offset)
            }.map(\.element))
    }
}
