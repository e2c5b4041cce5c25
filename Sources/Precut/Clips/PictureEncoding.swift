internal import Crypto
internal import Cutting
internal import ElementaryStreams
internal import Media
internal import MovieFile
internal import Synchronization

/// Decodes the pictures of one part of a plan and encodes them anew under their own times.
///
/// Synchronous and free of the snapshot: everything comes out of the scratch file. Memory: what decoder and encoder
/// hold, whatever the part's length.
struct PictureEncoding: Sendable {
    /// How to encode.
    struct Settings: Sendable {
        var quality: Int
        var preset: EncoderPreset
        var bFrames: Int
        /// The identifier for new parameter sets, by configuration.
        var parameterSetIDs: [Int]
        /// Stay within the source's profile, so that a decoder of the copied parts can do these as well.
        var keepsProfile: Bool
    }

    let store: PictureStore
    let plan: PicturePlan
    let scratch: ScratchFile
    let settings: Settings
    let codec: Codec

    /// Makes the part.
    ///
    /// - Parameters:
    ///   - part: Which one; it is to be encoded.
    ///   - isCancelled: Asked between pictures.
    ///   - step: Called after each picture.
    func encode(
        _ part: PicturePlan.Part, isCancelled: () -> Bool, step: () -> Void
    ) throws -> CodedPart {
        let window = plan.shown.base..<plan.shown.base + plan.shown.ranks.count
        let pictures = store.pictures[window]
        let entries = DecodingEntry(
            pictures, times: plan.shown.sourceTimes, marksSkippedLeading: codec == .hevc)
        let entry = entries.entry(forAll: part.pictures) ?? 0
        let last = part.pictures.max().map(Int.init) ?? entry
        let wanted = Set(part.pictures)
        let units = ScratchUnits(
            store: store, scratch: scratch, positions: entry...max(entry, last), wanted: wanted, codec: codec)
        var times: [Int64: Int64] = [:]
        times.reserveCapacity(part.shown.count)
        for (rank, position) in zip(part.shown, part.pictures) {
            times[Int64(position)] = plan.shown.times[rank]
        }
        let sink = Sink(scratch: scratch)
        var encoder: VideoEncoder?
        var encoderSettings = encoderSettings(for: part)
        var damaged = 0
        do {
            try VideoDecoder.decode(
                codec: codec, configuration: try units.initialConfiguration(), units: units,
                wanted: part.pictures.map(Int64.init).sorted(), isCancelled: isCancelled
            ) { picture throws(MediaError) in
                if picture.isDamaged { damaged += 1 }
                if encoder == nil {
                    do throws(MediaError) {
                        encoder = try VideoEncoder.open(encoderSettings, like: picture)
                    } catch {
                        // A profile that cannot hold these pictures: the encoder's own choice then.
                        guard encoderSettings.profile != nil, case .failed = error else { throw error }
                        encoderSettings.profile = nil
                        encoder = try VideoEncoder.open(encoderSettings, like: picture)
                    }
                }
                if isCancelled() { throw .cancelled }
                let coded = try encoder?.send(picture, pts: times[picture.pts] ?? 0)
                sink.add(coded ?? [])
                // A full disk is no reason to go on to the end of the part.
                if sink.failure != nil { throw .cancelled }
                step()
            }
            sink.add(try encoder?.finish() ?? [])
        } catch let error as MediaError {
            if let failure = units.failure ?? sink.failure { throw failure }
            throw error
        }
        if let failure = units.failure ?? sink.failure { throw failure }
        return CodedPart(
            encoded: sink.samples, parameterSets: encoder?.parameterSets ?? [], damaged: damaged)
    }

    private func encoderSettings(for part: PicturePlan.Part) -> VideoEncoderSettings {
        let first = part.pictures.first.map { store.pictures[Int($0)] }
        let number = Int(first?.configuration ?? -1)
        let format = store.configurations.indices.contains(number) ? store.configurations[number].video : nil
        let durations = part.shown.map { plan.shown.duration(ofRank: $0) }.sorted()
        let usual = max(1, durations.isEmpty ? 3000 : durations[durations.count / 2])
        let measured = FrameRate(ShownPictures.hertz, usual).reduced
        return VideoEncoderSettings(
            codec: codec, quality: settings.quality, preset: settings.preset,
            frameRate: format?.frameRate?.reduced ?? measured,
            profile: settings.keepsProfile ? format?.profile : nil, bFrames: settings.bFrames,
            looksAhead: settings.bFrames > 0,
            parameterSetID: settings.parameterSetIDs.indices.contains(number)
                ? settings.parameterSetIDs[number] : 0)
    }
}

/// Takes encoded pictures into the scratch file.
private final class Sink {
    private let scratch: ScratchFile
    private(set) var samples: [CodedSample] = []
    private(set) var failure: PrecutError?

    init(scratch: ScratchFile) { self.scratch = scratch }

    func add(_ pictures: [EncodedPicture]) {
        for picture in pictures where failure == nil {
            do throws(PrecutError) {
                let offset = try scratch.append(picture.payload)
                samples.append(
                    CodedSample(
                        offset: offset, size: UInt32(clamping: picture.payload.count), pts: picture.pts,
                        isSync: picture.isIDR, digest: PayloadDigest.hash(picture.payload[...])))
            } catch {
                failure = error
            }
        }
    }
}

/// Access units out of the scratch file, one at a time; a read that fails ends them and is told by ``failure``.
private final class ScratchUnits: Sequence, IteratorProtocol {
    private let store: PictureStore
    private let scratch: ScratchFile
    private let wanted: Set<Int32>
    private let codec: Codec
    private let last: Int
    private var position: Int
    private var configuration: Int16
    private(set) var failure: PrecutError?

    init(
        store: PictureStore, scratch: ScratchFile, positions: ClosedRange<Int>, wanted: Set<Int32>,
        codec: Codec
    ) {
        self.store = store
        self.scratch = scratch
        self.wanted = wanted
        self.codec = codec
        position = positions.lowerBound
        last = positions.upperBound
        configuration = store.pictures[positions.lowerBound].configuration
    }

    func initialConfiguration() throws(PrecutError) -> [UInt8] { try store.decoderRecord(Int(configuration)) }

    func next() -> EncodedUnit? {
        guard position <= last, failure == nil else { return nil }
        let picture = store.pictures[position]
        defer { position += 1 }
        do throws(PrecutError) {
            let bytes = try scratch.read(at: picture.offset, count: Int(picture.size))
            var change: [UInt8]?
            if picture.configuration != configuration, picture.configuration >= 0 {
                configuration = picture.configuration
                change = try store.decoderRecord(Int(configuration))
            }
            let isWanted = wanted.contains(Int32(truncatingIfNeeded: position))
            return EncodedUnit(
                payload: bytes[...], pts: Int64(position), dts: Int64(position),
                isKeyframe: picture.pictureClass.isRandomAccessPoint,
                mayBeDropped: !picture.isReference && !isWanted, newExtradata: change)
        } catch {
            failure = error
            return nil
        }
    }
}

extension PictureStore {
    /// A configuration as an avcC or hvcC record for lengths of 4 bytes.
    func decoderRecord(_ number: Int) throws(PrecutError) -> [UInt8] {
        guard parameterSets.indices.contains(number) else { throw Self.unusable }
        do {
            switch codec {
            case .hevc: return try HEVCConfigurationRecord(parameterSets: parameterSets[number]).bytes
            default: return try AVCConfigurationRecord(parameterSets: parameterSets[number]).bytes
            }
        } catch {
            throw Self.unusable
        }
    }

    static var unusable: PrecutError {
        PrecutError(
            .invalidInput, code: "parameter-sets",
            "the parameter sets of the pictures are missing or damaged, so nobody can decode them",
            hint: "`precut analyze` shows where the stream is damaged")
    }
}
