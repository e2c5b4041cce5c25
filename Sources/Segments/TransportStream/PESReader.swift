internal import ElementaryStreams
internal import ExactTime

/// Reads the packets of one PID: continuity, PES headers, payload.
final class PESReader {
    private enum State {
        /// No PES packet has begun, or what it holds is not wanted.
        case idle
        /// The header is being collected.
        case header
        /// Payload follows: so many more bytes, or `nil` where only the next packet ends it.
        case payload(remaining: Int?)
    }

    let pid: Int
    let type: StreamType
    let language: String?
    let assembler: any UnitAssembler
    private(set) var continuityErrors = 0
    private(set) var isScrambled: Bool
    private var defects: [Defect] = []
    private var state = State.idle
    private var header: [UInt8] = []
    private var lastPacket: (pid: Int, counter: UInt8, payload: Range<Int>)?
    private var hasBegun = false
    private var position = 0
    /// Defects of one kind that are listed; a damaged segment has thousands.
    private static let defectLimit = 16

    init(_ entry: ProgramMap.Entry, keepsPayload: Bool) {
        pid = entry.pid
        type = entry.type
        language = entry.language
        isScrambled = entry.type.isScrambled
        switch entry.type.reading {
        case .video:
            if let parser = VideoStreamParser(codec: entry.type.codec) {
                assembler = VideoAssembler(parser: parser, keepsPayload: keepsPayload)
            } else {
                assembler = PacketAssembler(keepsPayload: keepsPayload)
            }
        case .audio(let syntax): assembler = AudioAssembler(syntax: syntax, keepsPayload: keepsPayload)
        case .packets, .nothing: assembler = PacketAssembler(keepsPayload: keepsPayload)
        }
    }

    /// Takes the next packet of the PID.
    func read(_ bytes: [UInt8], _ packet: TransportPacket, _ unwrapper: inout TimestampUnwrapper) {
        guard !packet.payload.isEmpty else { return }
        if let last = lastPacket, last.pid == packet.pid {
            if packet.counter == last.counter, bytes[packet.payload].elementsEqual(bytes[last.payload]) {
                return
            }
            if packet.counter != (last.counter + 1) & 15 {
                if !packet.isDiscontinuity { continuityErrors += 1 }
                assembler.noteLoss()
            }
        }
        lastPacket = (packet.pid, packet.counter, packet.payload)
        if packet.isScrambled {
            isScrambled = true
            state = .idle
            return
        }
        var rest = packet.payload
        if packet.startsUnit {
            endPacket()
            header.removeAll(keepingCapacity: true)
            state = .header
            position = packet.position
            hasBegun = true
        } else if !hasBegun {
            hasBegun = true
            note(.malformed(what: "PES packet continued from before the segment", position: packet.position))
        }
        if case .header = state { readHeader(bytes, &rest, &unwrapper) }
        guard case .payload(let remaining) = state, !rest.isEmpty else { return }
        let taken = rest.prefix(remaining ?? rest.count)
        if !taken.isEmpty { assembler.append(bytes, taken, position: packet.position) }
        guard let remaining else { return }
        state = .payload(remaining: remaining - taken.count)
        if remaining > 0, remaining == taken.count { assembler.endPacket() }
    }

    private func readHeader(
        _ bytes: [UInt8], _ rest: inout Range<Int>, _ unwrapper: inout TimestampUnwrapper
    ) {
        while true {
            let needed =
                header.count < PESHeader.fixedSize
                ? PESHeader.fixedSize : PESHeader.fixedSize + Int(header[8])
            let missing = needed - header.count
            if missing == 0 { break }
            guard !rest.isEmpty else { return }
            let part = rest.prefix(missing)
            header += bytes[part]
            rest = part.upperBound..<rest.upperBound
        }
        state = .idle
        guard let read = PESHeader(header) else {
            let hasPrefix = header.starts(with: [0, 0, 1])
            if !hasPrefix || PESHeader.hasOptionalPart(streamID: header[3]) {
                note(.malformed(what: "PES header", position: position))
            }
            return
        }
        if read.isScrambled {
            isScrambled = true
            return
        }
        let times = unwrapper.times(read).map { PESOrigins.Packet(pts: $0.pts, dts: $0.dts) }
        assembler.begin(times, position: position)
        // Writers that let the 16-bit length of video overflow exist; its packets end where the next begins.
        state = .payload(remaining: type.kind == .video ? nil : read.payloadSize)
    }

    private func endPacket() {
        switch state {
        case .payload(nil): assembler.endPacket()
        case .payload(let remaining?) where remaining > 0 && continuityErrors == 0:
            note(.malformed(what: "PES packet shorter than stated", position: position))
        default: break
        }
    }

    private func note(_ defect: Defect) {
        if defects.count < Self.defectLimit { defects.append(defect) }
    }

    /// Ends the stream and says what it holds.
    ///
    /// - Parameter stream: The position that it will have in the index.
    func finish(isHead: Bool, stream: Int) -> (
        index: StreamIndex, payload: DemuxedSegment.Payload, defects: [Defect]
    ) {
        assembler.finish(isHead: isHead)
        var units = assembler.units
        var found = defects + units.defects
        if type.isUnsupported { found.append(.unsupportedStream(id: pid, name: type.codec.name)) }
        if continuityErrors > 0 { found.append(.continuity(pid: pid, count: continuityErrors)) }
        if isScrambled { found.append(.scrambled(stream: stream)) }
        let missing = inferTimes(&units)
        if missing > 0 { found.append(.missingTimestamps(stream: stream, count: missing)) }
        found += TimestampJumps.find(units.accessUnits, stream: stream)
        let index = StreamIndex(
            id: pid, kind: type.kind, codec: units.codec ?? type.codec, timeBase: .mpeg, language: language,
            configurations: units.configurations, accessUnits: units.accessUnits)
        return (index, units.payload, found)
    }

    private func inferTimes(_ units: inout StreamUnits) -> Int {
        switch type.reading {
        case .video:
            let rate = units.configurations.lazy.compactMap { $0.video?.frameRate }.first
            let interval = rate.map { Rational(Int128($0.denominator) * 90_000, Int128($0.numerator)) }
            let missing = TimestampInference.fill(
                &units.accessUnits, isTimed: units.isTimed, interval: interval)
            if missing > 0 {
                OutputOrderInference.fill(&units.accessUnits, isTimed: units.isTimed, orders: units.orders)
            }
            return missing
        case .audio: return TimestampInference.countBack(&units.accessUnits, isTimed: units.isTimed)
        case .packets, .nothing:
            return TimestampInference.repeatLast(&units.accessUnits, isTimed: units.isTimed)
        }
    }
}
