internal import Crypto
internal import Cutting
internal import ElementaryStreams
internal import ExactTime
internal import Segments

/// The coded pictures of all segments that some clips need, each once: their bytes wait in the scratch file.
struct PictureStore: Sendable {
    /// In decoding order, segment by segment.
    private(set) var pictures: [SourcePicture] = []
    /// The first 64 bits of the SHA-256 of each picture's bytes as an mp4 sample; empty for a plan.
    private(set) var digests: [UInt64] = []
    /// How each segment's timestamps lie.
    private(set) var clocks: [Int32: SegmentClock] = [:]
    /// Where the last picture of a piece ends, of pieces that end among the segments.
    var pieceEnds: [Int32: MediaInstant] = [:]
    /// The distinct decoder configurations; pictures refer to them by position.
    private(set) var configurations: [DecoderConfiguration] = []
    /// The parameter sets of ``configurations``, as NAL units.
    private(set) var parameterSets: [[[UInt8]]] = []
    /// How the pictures are coded; `nil` while there are none.
    private(set) var codec: Codec?
    /// More than one codec was met.
    private(set) var hasSeveralCodecs = false
    /// By the track header of the container.
    private(set) var rotation = 0
    private(set) var language: String?
    /// Timestamps are of 33 bits.
    private(set) var wraps = false
    private let expectedSegments: Int
    private var ranges: [Int: Range<Int>] = [:]
    private var current: (piece: Int, configuration: Int)?

    /// - Parameter expectedSegments: How many segments will be added, about.
    init(expectedSegments: Int) { self.expectedSegments = min(expectedSegments, 8192) }

    /// The positions of the pictures of some segments.
    func range(of segments: ClosedRange<Int>) -> Range<Int> {
        let known = segments.compactMap { ranges[$0] }
        guard let first = known.first, let last = known.last else { return 0..<0 }
        return first.lowerBound..<last.upperBound
    }

    /// The picture's configuration number, by its content.
    private mutating func number(of configuration: DecoderConfiguration, codec: Codec) -> Int {
        let sets = MovieSampleForm.parameterSets(configuration, codec: codec)
        if let known = parameterSets.firstIndex(of: sets) { return known }
        configurations.append(configuration)
        parameterSets.append(sets)
        return configurations.count - 1
    }

    /// Adds the pictures of the next segment.
    ///
    /// - Parameters:
    ///   - stream: Its video stream.
    ///   - segment: The segment's place in the playlist.
    ///   - piece: The piece it belongs to.
    ///   - clock: How its timestamps lie.
    ///   - fallback: The parameter sets that were active before, where the segment states none at its beginning.
    ///   - wraps: Its timestamps are of 33 bits.
    ///   - stored: What became of the coded bytes; `nil` for a plan, which takes the source's sizes.
    mutating func add(
        _ stream: StreamIndex, segment: Int, piece: Int, clock: SegmentClock,
        fallback: DecoderConfiguration?, wraps: Bool, stored: StoredPictures?
    ) {
        hasSeveralCodecs = hasSeveralCodecs || codec != nil && codec != stream.codec
        codec = codec ?? stream.codec
        if pictures.isEmpty {
            rotation = stream.rotation
            language = stream.language
            self.wraps = wraps
        }
        clocks[Int32(clamping: segment)] = clock
        var configuration = -1
        if let current, current.piece == piece { configuration = current.configuration }
        if configuration < 0, let fallback { configuration = number(of: fallback, codec: stream.codec) }
        let numbers = stream.configurations.map { number(of: $0, codec: stream.codec) }
        var offset = stored?.offset ?? 0
        let start = pictures.count
        if start == 0 {
            // Once, by the first segment's number: growing step by step would copy and leave room for twice as many.
            pictures.reserveCapacity(min(stream.accessUnits.count, 1000) * (expectedSegments + 1))
            digests.reserveCapacity(pictures.capacity)
        }
        for (unit, entry) in stream.accessUnits.enumerated() {
            if let place = entry.configuration { configuration = numbers[place] }
            let size = stored.map { $0.sizes[unit] } ?? UInt32(clamping: entry.size)
            pictures.append(
                SourcePicture(
                    pts: entry.pts, offset: offset, size: size, codedSize: UInt32(clamping: entry.size),
                    segment: segment, unit: unit, piece: piece, configuration: configuration,
                    facts: entry.picture))
            offset += UInt64(size)
        }
        digests += stored?.digests ?? []
        current = (piece, configuration)
        ranges[segment] = start..<pictures.count
    }
}

/// The pictures of one segment as they were written to the scratch file.
struct StoredPictures: Sendable {
    let offset: UInt64
    let sizes: [UInt32]
    let digests: [UInt64]

    /// Converts and writes them.
    init(
        _ stream: StreamIndex, _ payload: DemuxedSegment.Payload, container: Container,
        to scratch: ScratchFile
    ) throws(PrecutError) {
        let (bytes, sizes) = MovieSampleForm(stream, container: container).convert(payload)
        var digests: [UInt64] = []
        digests.reserveCapacity(sizes.count)
        var place = 0
        for size in sizes {
            digests.append(PayloadDigest.hash(bytes[place..<place + Int(size)]))
            place += Int(size)
        }
        offset = try scratch.append(bytes)
        self.sizes = sizes
        self.digests = digests
    }
}
