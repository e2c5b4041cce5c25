internal import ElementaryStreams
internal import ExactTime

/// Packed audio segments: coded frames one behind the other, led by ID3 tags (RFC 8216 3.4).
public enum PackedAudio {
    /// How far behind the tags a first frame is looked for.
    private static let searchLimit = 65_536

    /// Indexes a segment, and keeps its payload where `reading` says so.
    ///
    /// Timestamps count from the tag's `transportStreamTimestamp` on the 90 kHz clock, each rounded once from
    /// the sum of the samples before it. Without the tag they count from 0, every access unit is marked as
    /// inferred, and ``Defect/missingTimestamps(stream:count:)`` is listed. Later tags are passed over.
    ///
    /// - Throws: ``SegmentError/empty``, and ``SegmentError/notMedia(looksLike:)`` where there is no frame.
    public static func read(_ bytes: [UInt8], _ reading: SegmentReading) throws(SegmentError)
        -> DemuxedSegment
    {
        guard !bytes.isEmpty else { throw .empty }
        guard let start = start(of: bytes) else {
            let isTag = ID3Tag(bytes) != nil
            throw .notMedia(looksLike: isTag ? "ID3 tag without audio" : ContentSniffer.describe(bytes))
        }
        return frames(bytes, start, reading)
    }

    /// Whether frames, or a tag in front of them, begin the bytes.
    static func recognizes(_ bytes: [UInt8]) -> Bool {
        if ID3Tag(bytes) != nil { return true }
        return [.adts, .mpegAudio, .dolby].contains { isConfirmedFrame(bytes, at: 0, $0) }
    }

    private struct Start {
        var offset: Int
        var tagSize: Int
        var syntax: AudioSyntax
        var timestamp: Int64?
    }

    private static func start(of bytes: [UInt8]) -> Start? {
        var offset = 0
        var timestamp: Int64?
        while offset < bytes.count, let tag = ID3Tag(bytes, at: offset) {
            timestamp = timestamp ?? tag.transportStreamTimestamp
            offset += tag.byteCount
        }
        guard offset < bytes.count else { return nil }
        let limit = min(bytes.count, offset + searchLimit)
        for candidate in offset..<limit {
            for syntax in [AudioSyntax.adts, .dolby, .mpegAudio]
            where isConfirmedFrame(bytes, at: candidate, syntax) {
                return Start(offset: candidate, tagSize: offset, syntax: syntax, timestamp: timestamp)
            }
        }
        return nil
    }

    /// A frame whose end is the end of the bytes, lies beyond it, or is followed by another frame or a tag.
    private static func isConfirmedFrame(_ bytes: [UInt8], at offset: Int, _ syntax: AudioSyntax) -> Bool {
        guard case .frame(let frame) = syntax.header(bytes, at: offset) else { return false }
        let end = offset + frame.byteCount
        if end >= bytes.count { return end == bytes.count || offset == 0 }
        if case .noFrame = syntax.header(bytes, at: end) { return ID3Tag(bytes, at: end) != nil }
        return true
    }

    private static func frames(_ bytes: [UInt8], _ start: Start, _ reading: SegmentReading) -> DemuxedSegment
    {
        var units = StreamUnits()
        var clock = SampleClock()
        if let timestamp = start.timestamp { clock.set(timestamp) }
        var junk = JunkCount()
        junk.add(start.offset - start.tagSize, at: start.tagSize)
        var offset = start.offset
        var isSynchronized = true
        var lastFrame: (frame: AudioFrame, configuration: Int?)?
        while offset < bytes.count {
            guard case .frame(let frame) = start.syntax.header(bytes, at: offset) else {
                if let tag = ID3Tag(bytes, at: offset) {
                    offset += tag.byteCount
                    continue
                }
                if case .needsMore = start.syntax.header(bytes, at: offset) { break }
                let next = start.syntax.nextCandidate(in: bytes, from: offset + 1) ?? bytes.count
                junk.add(next - offset, at: offset)
                offset = next
                isSynchronized = false
                continue
            }
            guard isSynchronized || isConfirmedFrame(bytes, at: offset, start.syntax) else {
                junk.add(1, at: offset)
                offset += 1
                continue
            }
            guard frame.byteCount <= bytes.count - offset else { break }
            isSynchronized = true
            let content = offset..<offset + frame.byteCount
            offset = content.upperBound
            let payload = reading.keepsPayload ? bytes[content] : nil
            guard frame.sampleCount > 0 else {
                if !units.accessUnits.isEmpty { units.extendLast(by: content.count, payload: payload) }
                continue
            }
            if lastFrame?.frame.format != frame.format || lastFrame?.frame.extradata != frame.extradata {
                let configuration = DecoderConfiguration(extradata: frame.extradata, audio: frame.format)
                lastFrame = (frame, units.position(of: configuration))
            }
            let time = clock.advance(samples: frame.sampleCount, rate: frame.format.sampleRate)
            if units.codec == nil { units.codec = start.syntax.codec(of: frame) }
            units.add(
                AccessUnit(
                    pts: time.ticks, dts: time.ticks, duration: time.duration, position: content.lowerBound,
                    size: content.count, configuration: lastFrame?.configuration,
                    isInferred: !time.isExact),
                isTimed: time.isExact, payload: payload)
        }
        var defects: [Defect] = []
        if let defect = junk.defect { defects.append(defect) }
        if offset < bytes.count, !reading.isHead { defects.append(.cutShort(position: offset)) }
        let missing = units.isTimed.count { !$0 }
        if missing > 0 { defects.append(.missingTimestamps(stream: 0, count: missing)) }
        let stream = StreamIndex(
            id: 0, kind: .audio, codec: units.codec ?? .aac, timeBase: .mpeg,
            configurations: units.configurations, accessUnits: units.accessUnits)
        return DemuxedSegment(
            index: SegmentIndex(
                container: .packedAudio, byteCount: bytes.count, streams: [stream], defects: defects),
            payloads: reading.keepsPayload ? [units.payload] : [])
    }
}
