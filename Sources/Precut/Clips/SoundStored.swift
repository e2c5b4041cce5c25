internal import Cutting
internal import ElementaryStreams
internal import ExactTime
internal import Segments

/// The sound of one segment, of which what matters lies in a scratch file: made once, then offered to the collector
/// of every clip that may need it.
struct StoredSound: Sendable {
    /// One unit that was kept.
    struct Unit: Sendable {
        /// Its timestamp, on ``StoredSound/clock``.
        var pts: Int64
        /// Where its bytes lie in the scratch file.
        var offset: UInt64
        /// Bytes of payload.
        var size: UInt32
        /// Position in ``StoredSound/formats``.
        var format: Int
    }

    /// How timestamps become instants.
    let clock: SegmentClock
    /// ISO 639-2 language where the container states one.
    let language: String?
    /// The formats of the units, in order of first use.
    private(set) var formats: [SoundFormat] = []
    /// The units that matter to one range at least, pre-roll included, in the segment's order.
    private(set) var units: [Unit] = []
    /// From the first to the last timestamp of all sound in the segment, kept or not; `nil` where it has none.
    private(set) var span: ClosedRange<Int64>?
    /// The codec of units that nothing here can make sense of.
    private(set) var unknownCodec: Codec?

    /// Stores what matters of a segment's sound, in one piece and in the form that mp4 wants.
    ///
    /// - Parameters:
    ///   - stream: The sound's index.
    ///   - payload: Its units' bytes; `nil` where only a plan is made and the index alone is at hand.
    ///   - clock: Where it lies on the media clock.
    ///   - scratch: Where to; `nil` writes nothing and counts the bytes alone.
    ///   - ranges: Of the clips; what is kept reaches further back by the longest pre-roll.
    init(
        _ stream: StreamIndex, _ payload: DemuxedSegment.Payload?, clock: SegmentClock,
        to scratch: ScratchFile?, keeping ranges: [TimeRange]
    ) throws(PrecutError) {
        self.clock = clock
        language = stream.language
        var places: [Int: Int] = [:]
        var windows: [Int: [Range<Int64>]] = [:]
        var bytes: [UInt8] = []
        var lengths: UInt64 = 0
        for (number, entry) in stream.accessUnits.enumerated() {
            span =
                min(span?.lowerBound ?? entry.pts, entry.pts)...max(span?.upperBound ?? entry.pts, entry.pts)
            guard let stated = entry.configuration, stream.configurations.indices.contains(stated) else {
                unknownCodec = stream.codec
                continue
            }
            var content: ArraySlice<UInt8>?
            if let payload, payload.ranges.indices.contains(number) {
                content = payload.bytes[payload.ranges[number]]
            }
            if places[stated] == nil {
                guard
                    let format = SoundFormat(
                        codec: stream.codec, stated: stream.configurations[stated], unit: content)
                else {
                    unknownCodec = stream.codec
                    continue
                }
                places[stated] = formats.count
                windows[formats.count] = ranges.compactMap { format.window(of: $0, clock) }
                formats.append(format)
            }
            guard let format = places[stated],
                windows[format, default: []].contains(where: { $0.contains(entry.pts) })
            else { continue }
            let kept = content.map { formats[format].stored($0) }
            let size = UInt32(clamping: kept?.count ?? entry.size)
            if scratch != nil, let kept { bytes += kept }
            units.append(Unit(pts: entry.pts, offset: lengths, size: size, format: format))
            lengths += UInt64(size)
        }
        guard let scratch, !bytes.isEmpty else { return }
        let start = try scratch.append(bytes)
        for unit in units.indices { units[unit].offset += start }
    }

    /// When its first sound is due.
    var start: MediaInstant? { span.map { clock.instant(of: $0.lowerBound) } }
}

extension SoundFormat {
    /// What a unit lasts.
    var unitDuration: MediaDuration {
        MediaDuration(Rational(Int128(samplesPerUnit), Int128(max(audio.sampleRate, 1))))
    }

    /// How far before a range the earliest unit begins that may be needed: the one that holds the in point, those
    /// that a decoder needs, and one more for timestamps that are not exact.
    var reach: MediaDuration {
        MediaDuration(unitDuration.seconds * Rational(Int128(preroll.limit + 2)))
    }

    /// The timestamps of the units that matter to a range.
    func window(of range: TimeRange, _ clock: SegmentClock?) -> Range<Int64>? {
        guard let clock else { return nil }
        let low = clock.timeBase.ticks(in: range.start - reach - clock.offset, rounding: .down)
        let high = clock.timeBase.ticks(in: range.end - clock.offset, rounding: .up)
        guard let low, let high, low < high else { return nil }
        return low..<high
    }
}
