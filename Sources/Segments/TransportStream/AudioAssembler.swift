internal import ElementaryStreams

/// Cuts coded audio frames out of PES payload, across the borders of PES packets.
///
/// The PTS of a PES packet is that of the first frame that begins in it (ISO/IEC 13818-1 2.4.3.7); the frames
/// behind it follow by their sample counts, each rounded once from that PTS to the nearest tick.
final class AudioAssembler: UnitAssembler {
    var units = StreamUnits()
    private let syntax: AudioSyntax
    private let keepsPayload: Bool
    private var origins = PESOrigins()
    private var clock = SampleClock()
    private var buffer: [UInt8] = []
    /// Offset of the buffer's first byte in the stream.
    private var base = 0
    /// Where in the buffer the next frame should begin.
    private var next = 0
    /// The frame before was followed by this one without a gap.
    private var isSynchronized = false
    /// Stream offsets behind which bytes are missing.
    private var losses: [Int] = []
    private var timedPacket = -1
    private var junk = JunkCount()
    private var lastFormat: (frame: AudioFrame, configuration: Int?)?

    init(syntax: AudioSyntax, keepsPayload: Bool) {
        self.syntax = syntax
        self.keepsPayload = keepsPayload
    }

    func begin(_ times: PESOrigins.Packet?, position: Int) { origins.begin(times) }

    func append(_ bytes: [UInt8], _ range: Range<Int>, position: Int) {
        if next > 4096 { dropRead() }
        origins.add(start: base + buffer.count, position: position)
        buffer += bytes[range]
        readFrames(isEnd: false)
    }

    func noteLoss() {
        let offset = base + buffer.count
        if losses.last != offset { losses.append(offset) }
    }

    func endPacket() {}

    private func dropRead() {
        buffer.removeFirst(next)
        base += next
        next = 0
    }

    private func readFrames(isEnd: Bool) {
        while next < buffer.count {
            switch syntax.header(buffer, at: next) {
            case .frame(let frame):
                if skipLoss(inside: frame.byteCount) { continue }
                let end = next + frame.byteCount
                guard end <= buffer.count else {
                    // What only looked like a frame must not hide the ones behind it.
                    guard isEnd, !isSynchronized else { return }
                    skip(to: next + 1)
                    continue
                }
                if !isSynchronized {
                    guard isEnd || buffer.count - end >= AudioSyntax.headerSize else { return }
                    if case .noFrame = syntax.header(buffer, at: end), end < buffer.count {
                        skip(to: next + 1)
                        continue
                    }
                }
                add(frame)
                next = end
                isSynchronized = true
            case .needsMore:
                if skipLoss(inside: AudioSyntax.headerSize) { continue }
                return
            case .noFrame: skip(to: syntax.nextCandidate(in: buffer, from: next + 1) ?? buffer.count)
            }
        }
    }

    /// Passes over bytes that are no frame.
    private func skip(to offset: Int) {
        junk.add(offset - next, at: origins.origin(of: base + next).position)
        next = offset
        isSynchronized = false
    }

    /// Passes over a frame of which bytes are missing; frames behind a loss have no time until the next PTS.
    private func skipLoss(inside size: Int) -> Bool {
        guard let loss = losses.first else { return false }
        let start = base + next
        guard loss < start + size else { return false }
        losses.removeFirst()
        clock.loseTrack()
        guard loss > start else { return false }
        next = min(loss - base, buffer.count)
        isSynchronized = false
        return true
    }

    private func add(_ frame: AudioFrame) {
        let origin = origins.origin(of: base + next)
        let bytes = keepsPayload ? buffer[next..<next + frame.byteCount] : nil
        if frame.sampleCount == 0 {
            if !units.accessUnits.isEmpty { units.extendLast(by: frame.byteCount, payload: bytes) }
            return
        }
        if origin.packet != timedPacket {
            timedPacket = origin.packet
            if let times = origin.times { clock.set(times.pts) }
        }
        let reading = clock.advance(samples: frame.sampleCount, rate: frame.format.sampleRate)
        if units.codec == nil { units.codec = syntax.codec(of: frame) }
        units.add(
            AccessUnit(
                pts: reading.ticks, dts: reading.ticks, duration: reading.duration,
                position: origin.position, size: frame.byteCount, configuration: configuration(frame),
                isInferred: !reading.isExact),
            isTimed: reading.isExact, payload: bytes)
    }

    private func configuration(_ frame: AudioFrame) -> Int? {
        if let lastFormat, lastFormat.frame.format == frame.format,
            lastFormat.frame.extradata == frame.extradata
        {
            return lastFormat.configuration
        }
        let position = units.position(
            of: DecoderConfiguration(extradata: frame.extradata, audio: frame.format))
        lastFormat = (frame, position)
        return position
    }

    func finish(isHead: Bool) {
        readFrames(isEnd: true)
        if let defect = junk.defect { units.defects.append(defect) }
        if !isHead, next < buffer.count {
            units.defects.append(.cutShort(position: origins.origin(of: base + next).position))
        }
        buffer = []
    }
}
