internal import Crypto
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
        var made = encoded.withLock { encoded in
            defer { encoded = [:] }
            return encoded
        }
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
        var coded = CodedPart(samples: [], parameterSets: [], damaged: 0)
        var configuration: Int16 = -1
        coded.samples.reserveCapacity(part.pictures.count)
        for (place, position) in part.pictures.enumerated() {
            let picture = store.pictures[Int(position)]
            if picture.configuration != configuration, picture.configuration >= 0 {
                configuration = picture.configuration
                coded.parameterSets.append((place, store.parameterSets[Int(configuration)]))
            }
            let rank = shown.rank(of: Int(position))
            coded.samples.append(
                CodedSample(
                    offset: picture.offset, size: picture.size,
                    pts: rank.map { shown.times[$0] } ?? shown.sourceTimes[Int(position) - shown.base],
                    isSync: picture.pictureClass == .idr
                        || place == 0 && picture.pictureClass.isRandomAccessPoint,
                    digest: store.digests[Int(position)]))
        }
        return coded
    }

    private func join(_ parts: [CodedPart]) throws(PrecutError) -> PictureTrack {
        var parts = parts
        let configuration: VideoSampleEntry.Configuration
        do {
            switch planned.codec {
            case .hevc: configuration = try joinHEVC(&parts)
            default:
                // Numbers tell the sets apart: all stand side by side in the sample description.
                let sets = parts.flatMap { $0.parameterSets.flatMap(\.sets) }
                configuration = .avc(try AVCConfigurationRecord(parameterSets: sets))
            }
        } catch let error as PrecutError {
            throw error
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

    /// libx265 numbers its parameter sets as most sources do, so where both meet, each stretch brings its own along.
    private func joinHEVC(_ parts: inout [CodedPart]) throws -> VideoSampleEntry.Configuration {
        let all = parts.flatMap { $0.parameterSets.map(\.sets) }
        guard let first = all.first else { throw PictureStore.unusable }
        guard all.contains(where: { $0 != first }) else {
            return .hevc(try HEVCConfigurationRecord(parameterSets: first))
        }
        for number in parts.indices {
            for change in parts[number].parameterSets {
                let sample = parts[number].samples[change.sample]
                var bytes: [UInt8] = []
                for set in change.sets {
                    let count = UInt32(clamping: set.count)
                    bytes += [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + set
                }
                bytes += try scratch.read(at: sample.offset, count: Int(sample.size))
                parts[number].samples[change.sample].offset = try scratch.append(bytes)
                parts[number].samples[change.sample].size = UInt32(clamping: bytes.count)
                parts[number].samples[change.sample].digest = PayloadDigest.hash(bytes[...])
            }
        }
        return .hevcInBand(try HEVCConfigurationRecord(parameterSets: first, isComplete: false))
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
