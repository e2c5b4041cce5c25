internal import Crypto
internal import ElementaryStreams
internal import ExactTime
internal import Media
internal import Segments

/// Everything a decoder needs for one ``DecodeJob``, free of the snapshot.
///
/// Access units are named by their ordinal in decoding order, which serves as their timestamp inside the
/// decoder: whatever the stream's own timestamps do, the picture that comes out is the one that went in.
struct DecodeInput: Sendable {
    private let codec: Codec
    private let extradata: [UInt8]
    private let units: [EncodedUnit]
    private let wanted: [Int64: [DecodeJob.Wanted]]
    /// By the container; `nil` leaves it to the stream.
    private let rotation: Int?

    /// - Parameters:
    ///   - job: What to decode.
    ///   - segments: The segments from the job's first to its last, in order.
    ///   - fallback: The configuration to begin with where the first unit's segment has stated none before it.
    init(
        job: DecodeJob, segments: [(number: Int, demuxed: DemuxedSegment)], fallback: DecoderConfiguration?
    ) throws(PrecutError) {
        guard let first = segments.first, let video = first.demuxed.index.video,
            video.accessUnits.indices.contains(job.start.unit)
        else { throw Self.changed }
        codec = video.codec
        rotation = video.rotation == 0 ? nil : video.rotation
        let start = video.accessUnits[job.start.unit]
        var current = start.configuration.map { video.configurations[$0] } ?? fallback
        extradata = current?.extradata ?? []
        var places: [UnitPlace: [DecodeJob.Wanted]] = [:]
        for frame in job.wanted {
            places[UnitPlace(segment: frame.span.segment, unit: frame.span.unit), default: []].append(frame)
        }
        var units: [EncodedUnit] = []
        var wanted: [Int64: [DecodeJob.Wanted]] = [:]
        for (number, demuxed) in segments {
            guard let place = demuxed.index.streams.firstIndex(where: { $0.kind == .video }) else { continue }
            let stream = demuxed.index.streams[place]
            let payload = demuxed.payloads[place]
            let from = number == job.start.segment ? job.start.unit : 0
            let through = number == job.end.segment ? job.end.unit : stream.accessUnits.count - 1
            guard from <= through, payload.ranges.count > through else { continue }
            for unit in from...through {
                let entry = stream.accessUnits[unit]
                let ordinal = Int64(units.count)
                let frames = places[UnitPlace(segment: number, unit: unit)]
                if let frames { wanted[ordinal] = frames }
                var change: [UInt8]?
                if let next = entry.configuration.map({ stream.configurations[$0] }),
                    next.extradata != current?.extradata
                {
                    // In-band parameter sets reach the decoder by themselves.
                    if !entry.carriesParameterSets { change = next.extradata }
                    current = next
                }
                units.append(
                    EncodedUnit(
                        payload: payload.bytes[payload.ranges[unit]], pts: ordinal, dts: ordinal,
                        isKeyframe: entry.picture.pictureClass.isRandomAccessPoint,
                        mayBeDropped: !entry.picture.isReference && frames == nil, newExtradata: change))
            }
        }
        self.units = units
        self.wanted = wanted
    }

    private static var changed: PrecutError {
        PrecutError(
            .invalidInput, code: "segment-changed", "a segment changed while it was being read",
            hint: "try again with `--no-cache`")
    }

    /// Decodes, and encodes each wanted picture as an image.
    func decode(
        request: FrameRequest, isCancelled: () -> Bool
    ) throws(MediaError) -> [(Int, ExtractedPicture)] {
        var pictures: [(Int, ExtractedPicture)] = []
        try VideoDecoder.decode(
            codec: codec, configuration: extradata, units: units, wanted: wanted.keys.sorted(),
            isCancelled: isCancelled
        ) { picture throws(MediaError) in
            let image = try ImageEncoder.encode(
                picture, as: request.format, size: ImageSize(width: request.width, height: request.height),
                quality: request.quality, rotation: rotation)
            let hash = sha256(image.bytes)
            for frame in wanted[picture.pts] ?? [] {
                pictures.append(
                    (
                        frame.place,
                        ExtractedPicture(
                            requested: frame.requested, frame: frame.span, bytes: image.bytes,
                            width: image.width,
                            height: image.height, sha256: hash, isDamaged: picture.isDamaged)
                    ))
            }
        }
        return pictures
    }
}
