internal import Cutting
internal import ElementaryStreams
internal import Media
internal import MovieFile
internal import Synchronization

/// Makes the picture track of one clip from its plan.
struct PictureMaking: Sendable {
    let planned: PlannedPictures
    let store: PictureStore
    let scratch: ScratchFile
    let request: ClipRequest
    let jobs: Int
    let source: String
    /// When the clip begins, for errors.
    let start: String

    /// Encodes what is to be encoded, several stretches side by side, and joins all parts.
    ///
    /// - Parameter progress: Told how many pictures of how many are encoded.
    func make(progress: @escaping @Sendable (Int, Int) -> Void) async throws -> PictureTrack {
        let parts = planned.plan.parts
        let encoded = Mutex<[Int: CodedPart]>([:])
        let total = planned.plan.encodedCount
        let counter = Counter()
        let encoding = PictureEncoding(
            store: store, plan: planned.plan, scratch: scratch, settings: settings, codec: planned.codec)
        do {
            try await forEachParallel(
                parts.indices.filter { parts[$0].work != .copy }, limit: jobs
            ) { number in
                let part = try await onOwnThread { isCancelled in
                    try encoding.encode(parts[number], isCancelled: isCancelled) {
                        progress(counter.next(), total)
                    }
                }
                encoded.withLock { $0[number] = part }
            }
        } catch let error as MediaError {
            throw PrecutError(media: error, at: start, source: source)
        }
        var made = encoded.withLock { $0 }
        var coded: [CodedPart] = []
        for (number, part) in parts.enumerated() {
            coded.append(made.removeValue(forKey: number) ?? copied(part))
        }
        return try join(coded)
    }

    private var settings: PictureEncoding.Settings {
        let isJoined = planned.plan.copiedCount > 0
        return PictureEncoding.Settings(
            quality: request.quality, preset: request.preset, bFrames: isJoined ? 0 : 3,
            parameterSetIDs: planned.parameterSetIDs, keepsProfile: isJoined)
    }

    private func copied(_ part: PicturePlan.Part) -> CodedPart {
        let shown = planned.plan.shown
        var sets: [[UInt8]] = []
        var seen: Set<Int16> = []
        var samples: [CodedSample] = []
        samples.reserveCapacity(part.pictures.count)
        for (place, position) in part.pictures.enumerated() {
            let picture = store.pictures[Int(position)]
            if seen.insert(picture.configuration).inserted, picture.configuration >= 0 {
                sets += store.parameterSets[Int(picture.configuration)]
            }
            let rank = shown.rank(of: Int(position))
            samples.append(
                CodedSample(
                    offset: picture.offset, size: picture.size,
                    pts: rank.map { shown.times[$0] } ?? shown.sourceTimes[Int(position) - shown.base],
                    isSync: picture.pictureClass == .idr
                        || place == 0 && picture.pictureClass.isRandomAccessPoint,
                    digest: store.digests[Int(position)]))
        }
        return CodedPart(samples: samples, parameterSets: sets, damaged: 0)
    }

    private func join(_ parts: [CodedPart]) throws(PrecutError) -> PictureTrack {
        var sets: [[UInt8]] = []
        for part in parts { for set in part.parameterSets where !sets.contains(set) { sets.append(set) } }
        let configuration: VideoSampleEntry.Configuration
        do {
            switch planned.codec {
            case .hevc: configuration = .hevc(try HEVCConfigurationRecord(parameterSets: sets))
            default: configuration = .avc(try AVCConfigurationRecord(parameterSets: sets))
            }
        } catch {
            throw PictureStore.unusable
        }
        let format = planned.format
        return PictureTrack(
            parts, length: planned.plan.shown.length,
            entry: VideoSampleEntry(
                configuration, width: format.width, height: format.height,
                sampleAspectRatio: format.sampleAspectRatio),
            rotation: Rotation(rawValue: store.rotation) ?? .none, language: store.language)
    }
}

/// Counts from several threads.
private final class Counter: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
