internal import ElementaryStreams

/// Reads the streams of one program out of a segment's packets.
struct TransportStreamDemuxer {
    private static let pidCount = 8192

    private let layout: PacketLayout
    private let reading: SegmentReading
    private var defects: [Defect] = []
    private var unwrapper = TimestampUnwrapper()
    private var readers: [PESReader] = []
    /// For each PID one more than the position of its reader, or 0.
    private var slots = [Int](repeating: 0, count: pidCount)
    private var program: ProgramMap
    private var mapPID: Int?
    private var mapSections = SectionAssembler()
    private var associationSections = SectionAssembler()
    private var hasChanged = false
    private var changes = 0

    init(_ bytes: [UInt8], _ layout: PacketLayout, _ reading: SegmentReading) {
        self.layout = layout
        self.reading = reading
        let scan = ProgramScan(bytes, layout)
        defects = scan.defects
        if scan.programCount > 1 { defects.append(.severalPrograms(count: scan.programCount)) }
        mapPID = scan.mapPID
        if let known = scan.program {
            program = known
        } else {
            program = StreamGuess.program(bytes, layout)
            defects.append(.malformed(what: "no program map", position: layout.first))
        }
        addReaders()
    }

    /// Gives each stream of the program a reader; a stream that moved to another PID keeps its own.
    private mutating func addReaders() {
        let listed = Set(program.entries.map(\.pid))
        for entry in program.entries where slots[entry.pid] == 0 {
            let taken = Set(program.entries.map { slots[$0.pid] })
            let moved = readers.indices.first { position in
                let reader = readers[position]
                return reader.type == entry.type && !listed.contains(reader.pid)
                    && !taken.contains(position + 1)
            }
            if let moved {
                slots[entry.pid] = moved + 1
                continue
            }
            guard readers.count < Self.streamLimit else { return }
            readers.append(PESReader(entry, keepsPayload: reading.keepsPayload))
            slots[entry.pid] = readers.count
        }
    }

    /// Streams that are read; a program map has room for about two hundred.
    private static let streamLimit = 256
    /// Changes of the program map that are followed: many more are a sign of hostile bytes.
    private static let changeLimit = 64

    mutating func demux(_ bytes: [UInt8]) -> DemuxedSegment {
        var walk = PacketWalk(layout)
        var errors = 0
        while let packet = walk.next(bytes) {
            if packet.hasError { errors += 1 }
            let slot = slots[packet.pid]
            if slot > 0 {
                let reader = readers[slot - 1]
                if reader.type.reading != .nothing { reader.read(bytes, packet, &unwrapper) }
            } else if packet.pid == mapPID || packet.pid == ProgramScan.associationPID {
                readTables(bytes, packet)
            }
        }
        if let junk = walk.junk.defect { defects.append(junk) }
        if walk.position < bytes.count, !reading.isHead { defects.append(.cutShort(position: walk.position)) }
        if errors > 0 { defects.append(.transportError(count: errors)) }
        if hasChanged { defects.append(.programMapChanged) }
        return finish(byteCount: bytes.count)
    }

    private mutating func readTables(_ bytes: [UInt8], _ packet: TransportPacket) {
        guard mapPID != nil, !packet.payload.isEmpty, !packet.isScrambled else { return }
        if packet.pid == ProgramScan.associationPID {
            for section in associationSections.read(bytes, packet)
            where section.isIntact && section.isCurrent && section.tableID == 0 {
                follow(ProgramScan.association(section))
            }
            return
        }
        for section in mapSections.read(bytes, packet)
        where section.isIntact && section.isCurrent && section.tableID == 2 {
            let map = ProgramMap(section)
            guard map.number == program.number, map != program, changes < Self.changeLimit else { continue }
            changes += 1
            hasChanged = true
            program = map
            addReaders()
        }
    }

    /// Follows the program to another PID, or to the only program that is left.
    private mutating func follow(_ programs: [(number: Int, mapPID: Int)]) {
        let same = programs.first { $0.number == program.number }
        guard let next = same ?? (programs.count == 1 ? programs.first : nil) else { return }
        if next.mapPID != mapPID {
            mapPID = next.mapPID
            mapSections = SectionAssembler()
        }
        if next.number != program.number {
            program.number = next.number
            hasChanged = true
        }
    }

    private func finish(byteCount: Int) -> DemuxedSegment {
        var index = SegmentIndex(container: .mpegTS, byteCount: byteCount)
        var payloads: [DemuxedSegment.Payload] = []
        var found = defects
        for (position, reader) in readers.enumerated() {
            let result = reader.finish(isHead: reading.isHead, stream: position)
            index.streams.append(result.index)
            if reading.keepsPayload { payloads.append(result.payload) }
            found += result.defects
        }
        index.defects = found
        return DemuxedSegment(index: index, payloads: payloads)
    }
}
