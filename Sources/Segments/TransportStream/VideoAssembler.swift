internal import ElementaryStreams

/// Finds the access units of H.264 and HEVC in the byte stream, whatever PES packets it came in.
final class VideoAssembler: UnitAssembler {
    /// A NAL unit whose end is not known yet.
    private struct OpenUnit {
        /// Offset of its start code in the stream, a leading zero byte included.
        let start: Int
        /// Offset of its header in the stream.
        let header: Int
        let origin: PESOrigins.Origin
    }

    var units = StreamUnits()
    private var parser: VideoStreamParser
    private let keepsPayload: Bool
    private var origins = PESOrigins()
    /// The stream from the beginning of the open access unit on.
    private var buffer: [UInt8] = []
    /// Offset of the buffer's first byte in the stream.
    private var base = 0
    /// Where in the buffer the search for start codes goes on.
    private var searched = 0
    private var openUnit: OpenUnit?
    /// Where the open access unit began.
    private var begun: OpenUnit?
    private var claimedPacket = -1
    private var loneField: AccessUnitFacts?
    private var lastSets: (sets: ParameterSets, configuration: Int?)?

    init(parser: VideoStreamParser, keepsPayload: Bool) {
        self.parser = parser
        self.keepsPayload = keepsPayload
    }

    func begin(_ times: PESOrigins.Packet?, position: Int) { origins.begin(times) }

    func append(_ bytes: [UInt8], _ range: Range<Int>, position: Int) {
        origins.add(start: base + buffer.count, position: position)
        buffer += bytes[range]
        while let code = NALUnitScanner.nextStartCode(in: buffer, from: searched) {
            searched = code + 3
            beginUnit(code: code)
        }
        // A start code may have begun in the last two bytes.
        searched = max(searched, buffer.count - 2)
        if begun == nil, openUnit == nil { drop(upTo: max(searched - 1, 0)) }
    }

    func noteLoss() {}
    func endPacket() {}

    private func beginUnit(code: Int) {
        let lowest = openUnit.map { $0.header - base } ?? 0
        let start = code > lowest && buffer[code - 1] == 0 ? code - 1 : code
        let next = OpenUnit(
            start: base + start, header: base + code + 3, origin: origins.origin(of: base + code))
        endUnit(at: code)
        openUnit = next
    }

    /// Reads the open NAL unit, which ends before `end` of the buffer.
    private func endUnit(at end: Int) {
        guard let unit = openUnit else { return }
        openUnit = nil
        var header = unit.header - base
        var limit = end
        while limit > header, buffer[limit - 1] == 0 { limit -= 1 }
        guard limit > header else {
            if begun == nil { begun = unit }
            return
        }
        if begun != nil, parser.boundary(before: buffer, header..<limit) == .begins {
            let dropped = closeAccessUnit(at: unit.start)
            header -= dropped
            limit -= dropped
        }
        if begun == nil { begun = unit }
        parser.append(buffer, header..<limit)
    }

    /// Ends the open access unit before the stream offset `end` and drops its bytes.
    ///
    /// - Returns: How many bytes the buffer's beginning moved.
    private func closeAccessUnit(at end: Int) -> Int {
        guard let first = begun else { return 0 }
        begun = nil
        let facts = parser.finishAccessUnit()
        let range = first.start - base..<max(end, first.start) - base
        if facts.hasPicture { add(facts, range, first.origin) }
        return drop(upTo: range.upperBound)
    }

    @discardableResult
    private func drop(upTo end: Int) -> Int {
        guard end > 0 else { return 0 }
        buffer.removeFirst(end)
        base += end
        searched = max(searched - end, 0)
        return end
    }

    private func add(_ facts: AccessUnitFacts, _ range: Range<Int>, _ origin: PESOrigins.Origin) {
        let isFirstOfPacket = origin.packet != claimedPacket
        claimedPacket = origin.packet
        let bytes = keepsPayload ? buffer[range] : nil
        if let first = loneField, facts.completesFrame(begunBy: first),
            let last = units.accessUnits.indices.last
        {
            units.extendLast(by: range.count, payload: bytes)
            units.accessUnits[last].picture.isField = false
            loneField = nil
            return
        }
        loneField = facts.field == nil ? nil : facts
        let times = isFirstOfPacket ? origin.times : nil
        units.add(
            AccessUnit(
                pts: times?.pts ?? 0, dts: times?.dts ?? 0, position: origin.position, size: range.count,
                picture: facts.picture, configuration: configuration(facts.parameterSets),
                carriesParameterSets: facts.carriesParameterSets, isInferred: times == nil),
            isTimed: times != nil, payload: bytes)
        units.orders.append(facts.order)
    }

    private func configuration(_ sets: ParameterSets?) -> Int? {
        guard let sets else { return nil }
        if let lastSets, lastSets.sets == sets { return lastSets.configuration }
        let position = units.position(
            of: DecoderConfiguration(extradata: sets.annexB, video: sets.format))
        lastSets = (sets, position)
        return position
    }

    func finish(isHead: Bool) {
        if isHead {
            // The partner of a lone field may be among what was left out.
            if loneField != nil { units.removeLast() }
        } else {
            endUnit(at: buffer.count)
            _ = closeAccessUnit(at: base + buffer.count)
        }
        if parser.malformedParameterSets > 0 {
            units.defects.append(
                .malformed(what: "parameter set", position: units.accessUnits.first?.position ?? 0))
        }
        buffer = []
    }
}
