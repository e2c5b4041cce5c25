internal import Cutting
internal import ElementaryStreams
internal import ExactTime
internal import Media
internal import MovieFile

/// A clip's pictures as they will be: planned, not yet made.
struct PlannedPictures: Sendable {
    /// Part by part.
    var plan: PicturePlan
    /// How they are coded, before and after.
    var codec: Codec
    /// The format of the pictures.
    var format: VideoFormat
    /// Identifiers for new parameter sets, by configuration.
    var parameterSetIDs: [Int]
}

/// Plans the pictures of one clip.
struct PicturePlanning {
    let store: PictureStore
    let source: String

    /// - Parameter span: The clip.
    /// - Returns: `nil` where the snapshot has no pictures at all.
    func plan(_ span: ClipSpan, mode: ClipMode) throws(PrecutError) -> PlannedPictures? {
        guard let codec = store.codec else { return nil }
        guard !store.hasSeveralCodecs else { throw changes("the codec") }
        let window = store.range(of: span.segments)
        let pictures = store.pictures[window]
        let shown = ShownPictures(
            pictures, clocks: store.clocks, pieceEnds: store.pieceEnds, range: span.media,
            marksSkippedLeading: codec == .hevc)
        guard !shown.order.isEmpty else {
            throw PrecutError(
                .invalidInput, code: "no-picture",
                "no picture of [\(span.requestedStart.millisecondsText), \(span.requestedEnd.millisecondsText)) ms can be decoded",
                hint: "`precut analyze` shows gaps and pictures that refer to what is not there")
        }
        let used = Set(shown.order.map { Int(store.pictures[Int($0)].configuration) })
        guard !used.contains(-1) else { throw PictureStore.unusable }
        let formats = used.sorted().compactMap { store.configurations[$0].video }
        guard let format = formats.first else { throw PictureStore.unusable }
        if formats.contains(where: { $0.width != format.width || $0.height != format.height }) {
            throw changes("the picture's size")
        }
        var numbers = ParameterSetNumbers()
        for number in used.sorted() { numbers.add(store.parameterSets[number]) }
        let isInterlaced =
            formats.contains(where: \.isInterlaced) || shown.order.contains { pictures[Int($0)].isField }
        let obstacles = obstacles(
            codec: codec, isInterlaced: isInterlaced, numbers: numbers, used: used)
        let plan: PicturePlan
        switch mode {
        case .encode: plan = .encode(shown, pictures, reason: .requested)
        case .smart: plan = .smart(shown, pictures, obstacles: obstacles)
        case .copy:
            plan = .copy(shown, pictures, obstacles: obstacles)
            if codec == .h264 { try requireCompatible(plan) }
            try requireHidden(plan, shown)
        }
        var ids = [Int](repeating: 0, count: store.configurations.count)
        if plan.copiedCount > 0 {
            for (number, id) in zip(used.sorted(), numbers.free) { ids[number] = id }
        } else {
            for (place, number) in used.sorted().enumerated() { ids[number] = min(place, 31) }
        }
        return PlannedPictures(plan: plan, codec: codec, format: format, parameterSetIDs: ids)
    }

    private func obstacles(
        codec: Codec, isInterlaced: Bool, numbers: ParameterSetNumbers, used: Set<Int>
    ) -> CopyObstacles {
        var obstacles = CopyObstacles(marksSkippedLeading: codec == .hevc)
        if isInterlaced {
            obstacles.everything = .interlaced
        } else if codec == .h264, numbers.conflict {
            obstacles.everything = .parameterSetsChange
        } else if codec == .h264, numbers.free.count < used.count {
            obstacles.everything = .noFreeParameterSetID
        }
        return obstacles
    }

    private func changes(_ what: String) -> PrecutError {
        PrecutError(
            .invalidInput, code: "format-change", "\(what) changes inside the range",
            causes: ["an mp4 track holds pictures of one codec and size"],
            hint: "make one clip up to the change and one from there; `precut analyze` shows where it is")
    }

    // MARK: Copying everything

    /// One sample description must hold what all pictures in the file need, hidden ones too.
    private func requireCompatible(_ plan: PicturePlan) throws(PrecutError) {
        var numbers = ParameterSetNumbers()
        let needed = Set(plan.parts.flatMap { $0.pictures.map { store.pictures[Int($0)].configuration } })
        for number in needed.sorted() where number >= 0 { numbers.add(store.parameterSets[Int(number)]) }
        guard !numbers.conflict else {
            throw refusal("the range needs different parameter sets of the same number")
        }
    }

    /// Pictures for decoding alone can be hidden before the in point and behind the out point, not between.
    private func requireHidden(_ plan: PicturePlan, _ shown: ShownPictures) throws(PrecutError) {
        for part in plan.parts {
            for position in part.pictures where shown.rank(of: Int(position)) == nil {
                let time = shown.sourceTimes[Int(position) - shown.base]
                guard time < 0 || time >= shown.length else {
                    throw refusal("pictures that are needed but cannot be shown lie inside the range")
                }
            }
        }
    }

    private func refusal(_ cause: String) -> PrecutError {
        PrecutError(
            .invalidInput, code: "copy-impossible", "the range cannot be copied without encoding",
            causes: [cause], hint: "use `--mode smart`, which encodes only what it must")
    }
}
