internal import Cutting
internal import ExactTime
internal import Findings
internal import MovieFile
internal import Timeline

extension Snapshot {
    /// Makes clips, checks each, and gives each its name only then.
    ///
    /// Each segment that the ranges need is read once, whatever the number of ranges. Memory stays below 100 MiB for
    /// any length: payload waits in a nameless file beside the output.
    ///
    /// - Parameters:
    ///   - request: Which clips, and how.
    ///   - progress: Called from time to time, from any thread.
    /// - Returns: One result per range, in order.
    /// - Throws: ``PrecutError``; nothing of the clip that failed is left, those before it stay.
    public func makeClips(
        _ request: ClipRequest, progress: @escaping @Sendable (ClipProgress) -> Void = { _ in }
    ) async throws -> [ClipResult] {
        for range in request.ranges {
            try OutputFile.requireFolder(of: range.path)
            if !request.overwrites { try OutputFile.requireFree(range.path) }
        }
        guard let first = request.ranges.first else { return [] }
        return try await allowingGaps(request) {
            let scratch = try ScratchFile(beside: first.path)
            let (spans, gathered) = try await self.prepareClips(request, scratch: scratch, progress: progress)
            var results: [ClipResult] = []
            for (range, span) in zip(request.ranges, spans) {
                results.append(
                    try await self.makeClip(
                        span, of: gathered, path: range.path, request: request, scratch: scratch,
                        progress: progress))
            }
            self.saveCache()
            return results
        }
    }

    /// What ``makeClips(_:progress:)`` would do; writes nothing.
    public func planClips(
        _ request: ClipRequest, progress: @escaping @Sendable (ClipProgress) -> Void = { _ in }
    ) async throws -> [ClipResult] {
        try await allowingGaps(request) {
            let (spans, gathered) = try await self.prepareClips(request, scratch: nil, progress: progress)
            let results = try spans.map { span in
                let planned = try PicturePlanning(store: gathered.pictures, source: self.source)
                    .plan(span, mode: request.mode)
                return try ClipAccount(
                    span: span, request: request, gathered: gathered, snapshot: self, pictures: planned,
                    path: nil
                ).result()
            }
            self.saveCache()
            return results
        }
    }

    /// Does some work again where segments turned out to be missing and gaps are allowed.
    private func allowingGaps(
        _ request: ClipRequest, _ work: () async throws -> [ClipResult]
    ) async throws -> [ClipResult] {
        while true {
            let known = unreadable
            do {
                return try await work()
            } catch let error as PrecutError where error.isAboutOneSegment && request.allowsGaps {
                let missing = unreadable.subtracting(known)
                guard !missing.isEmpty else { throw error }
                treatAsGaps(unreadable)
            }
        }
    }

    private func prepareClips(
        _ request: ClipRequest, scratch: ScratchFile?, progress: @escaping @Sendable (ClipProgress) -> Void
    ) async throws -> ([ClipSpan], Gathered) {
        var spans: [ClipSpan] = []
        for range in request.ranges { spans.append(try await span(range, rule: request.rule)) }
        let gathered = try await gather(spans, to: scratch) { done, total in
            progress(ClipProgress(phase: .reading, done: done, total: total))
        }
        return (spans, gathered)
    }

    private func makeClip(
        _ span: ClipSpan, of gathered: Gathered, path: String, request: ClipRequest, scratch: ScratchFile,
        progress: @escaping @Sendable (ClipProgress) -> Void
    ) async throws -> ClipResult {
        let planned = try PicturePlanning(store: gathered.pictures, source: source).plan(
            span, mode: request.mode)
        var account = ClipAccount(
            span: span, request: request, gathered: gathered, snapshot: self, pictures: planned, path: path)
        try account.requireNoGaps()
        var tracks: [ClipTrack] = []
        var pictures: PictureTrack?
        if let planned {
            let making = PictureMaking(
                planned: planned, store: gathered.pictures, scratch: scratch, request: request,
                jobs: options.jobs, source: source, start: "\(span.requestedStart.millisecondsText) ms")
            let track = try await making.make { done, total in
                progress(ClipProgress(phase: .encoding, done: done, total: total))
            }
            tracks.append(track.track)
            pictures = track
        }
        let file = try NewFile(at: path)
        let clip = ClipFile(tracks, metadata: account.metadata, creationTime: request.creationTime)
        let length = ShownPictures.length(of: span.media)
        progress(ClipProgress(phase: .checking, done: 0, total: 1))
        let trackCount = tracks.count
        let finished = pictures
        account.fileSize = try await onOwnThread { _ in
            try clip.write(to: file, from: scratch)
            let check = try ClipCheck(file, length: length, trackCount: trackCount)
            if let finished, let planned { try check.checkPictures(finished, shown: planned.plan.shown) }
            return file.size
        }
        account.madePictures = pictures
        try Task.checkCancellation()
        try file.giveName(overwrites: request.overwrites)
        progress(ClipProgress(phase: .checking, done: 1, total: 1))
        return try account.result()
    }
}
