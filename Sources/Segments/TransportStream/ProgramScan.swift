internal import ElementaryStreams

/// Looks for the program tables of a segment before its streams are read, so that packets in front of the
/// first table are not lost.
struct ProgramScan {
    /// The tables' PID (ISO/IEC 13818-1 table 2-3).
    static let associationPID = 0

    /// The program to read.
    var program: ProgramMap?
    /// PIDs that carry its program map.
    var mapPID: Int?
    /// Programs in the association table.
    var programCount = 0
    var defects: [Defect] = []

    private var mapPIDs: [Int: Int] = [:]
    private var order: [Int] = []
    private var intact: [Int: ProgramMap] = [:]
    private var damaged: [Int: ProgramMap] = [:]
    private var hasIntactAssociation = false
    private var assemblers: [Int: SectionAssembler] = [:]
    private var damagedTables = 0
    private var firstDamage = 0

    /// Scans from the beginning until all programs of the association table are known.
    init(_ bytes: [UInt8], _ layout: PacketLayout) {
        var packets = PacketWalk(layout)
        while let packet = packets.next(bytes) {
            guard packet.pid == Self.associationPID || mapPIDs[packet.pid] != nil else { continue }
            guard !packet.payload.isEmpty, !packet.isScrambled else { continue }
            for section in assemblers[packet.pid, default: SectionAssembler()].read(bytes, packet) {
                read(section, pid: packet.pid)
            }
            if hasIntactAssociation, order.allSatisfy({ intact[$0] != nil }) { break }
        }
        let known = order.compactMap { intact[$0] ?? damaged[$0] }
        program = known.first { $0.has(.video) } ?? known.first { $0.has(.audio) } ?? known.first
        mapPID = program.flatMap { chosen in mapPIDs.first { $0.value == chosen.number }?.key }
        programCount = order.count
        if damagedTables > 0 {
            defects.append(.malformed(what: "program table checksum", position: firstDamage))
        }
    }

    private mutating func read(_ section: SectionAssembler.Section, pid: Int) {
        if !section.isIntact {
            if damagedTables == 0 { firstDamage = section.position }
            damagedTables += 1
        }
        if pid == Self.associationPID, section.tableID == 0 {
            guard section.isCurrent, section.isIntact || !hasIntactAssociation else { return }
            // A table may have several sections; they add up.
            if section.isIntact, !hasIntactAssociation {
                hasIntactAssociation = true
                mapPIDs = [:]
                order = []
            }
            for (number, mapPID) in Self.association(section) where !order.contains(number) {
                order.append(number)
                mapPIDs[mapPID] = mapPIDs[mapPID] ?? number
            }
        } else if section.tableID == 2, section.isCurrent {
            let map = ProgramMap(section)
            guard order.contains(map.number) else { return }
            if section.isIntact {
                intact[map.number] = intact[map.number] ?? map
            } else {
                damaged[map.number] = damaged[map.number] ?? map
            }
        }
    }

    /// The programs of an association section and the PIDs of their maps, without the network table.
    static func association(_ section: SectionAssembler.Section) -> [(number: Int, mapPID: Int)] {
        let bytes = section.bytes
        return stride(from: section.body.lowerBound, to: section.body.upperBound - 3, by: 4).compactMap {
            at in
            let number = Int(bytes[at]) << 8 | Int(bytes[at + 1])
            let pid = Int(bytes[at + 2] & 0x1F) << 8 | Int(bytes[at + 3])
            return number == 0 ? nil : (number, pid)
        }
    }
}
