internal import Cutting
internal import ExactTime
internal import Findings
internal import MovieFile
internal import Timeline

extension Snapshot {
    /// Makes clips, checks each, and gives each its name only then.
    ///
    /// Each segment that the ranges need is read once, whatever the number of ranges. Payload waits in a nameless file
    /// beside the output, which takes as much of the disk again; memory holds the tables, some 25 MiB for each hour.
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
        // Payload waits on disk, not in memory; what the edges needed is kept until it is put there.
        limitPayloads(to: 32 << 20)
        return try await allowingGaps(request) {
            let scratch = try ScratchFile(beside: first.path)
            let (spans, gathered) = try await self.prepareClips(request, scratch: scratch, progress: progress)
            var results: [ClipResult] = []
            for (number, range) in request.ranges.enumerated() {
                results.append(
                    try await self.makeClip(
                        spans[number], of: gathered, sound: gathered.sounds[number], path: range.path,
                        request: request, scratch: scratch, progress: progress))
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
            let results = try zip(spans, gathered.sounds).map { span, sound in
                let planned = try PicturePlanning(store: gathered.pictures, source: self.source)
                    .plan(span, mode: request.mode)
                var account = ClipAccount(
                    span: span, request: request, gathered: gathered, snapshot: self, pictures: planned,
                    path: nil)
                account.sound = try SoundTrackMaker(sound, mode: request.mode).facts
                try account.requireNoGaps()
                try account.requireSomething()
                return account.result()
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
        _ span: ClipSpan, of gathered: Gathered, sound collector: SoundCollector, path: String,
        request: ClipRequest, scratch: ScratchFile, progress: @escaping @Sendable (ClipProgress) -> Void
    ) async throws -> ClipResult {
        let planned = try PicturePlanning(store: gathered.pictures, source: source).plan(
            span, mode: request.mode)
        let maker = try SoundTrackMaker(collector, mode: request.mode)
        var account = ClipAccount(
            span: span, request: request, gathered: gathered, snapshot: self, pictures: planned, path: path)
        account.sound = maker.facts
        try account.requireNoGaps()
        try account.requireSomething()
        async let soundTrack = onOwnThread { isCancelled in
            try maker.make(id: planned == nil ? 1 : 2, scratch: scratch, isCancelled: isCancelled)
        }
        var pictures: PictureTrack?
        if let planned {
            let making = PictureMaking(
                planned: planned, store: gathered.pictures, scratch: scratch, request: request,
                jobs: options.jobs, source: source, start: "\(span.requestedStart.millisecondsText) ms")
            pictures = try await making.make { done, total in
                progress(ClipProgress(phase: .encoding, done: done, total: total))
            }
        }
        let sound = try await soundTrack
        account.sound = sound?.facts
        account.madePictures = pictures
        let made = MadeClip(
            pictures: pictures, shown: planned?.plan.shown, sound: sound,
            length: ShownPictures.length(of: span.media))
        let file = try NewFile(at: path)
        let clip = ClipFile(
            made.tracks, length: made.length, metadata: account.metadata, creationTime: request.creationTime)
        progress(ClipProgress(phase: .checking, done: 0, total: 1))
        account.checked = try await onOwnThread { isCancelled in
            try clip.write(to: file, from: scratch)
            return try ClipCheck(file, of: made, scratch: scratch).run(isCancelled: isCancelled)
        }
        try Task.checkCancellation()
        try file.giveName(overwrites: request.overwrites)
        progress(ClipProgress(phase: .checking, done: 1, total: 1))
        return account.result()
    }
}
