/// Joins the sections of one PID out of packets (ISO/IEC 13818-1 2.4.4).
struct SectionAssembler {
    /// A whole section.
    struct Section: Sendable, Hashable {
        /// From `table_id` through the checksum.
        var bytes: [UInt8]
        /// Where the packet is in which it begins.
        var position: Int
        /// Its checksum is right.
        var isIntact: Bool

        var tableID: UInt8 { bytes[0] }
        /// `current_next_indicator`: it applies now.
        var isCurrent: Bool { bytes[5] & 1 == 1 }
        /// `table_id_extension`: the program number of a program map.
        var number: Int { Int(bytes[3]) << 8 | Int(bytes[4]) }
        /// What stands between the long header and the checksum.
        var body: Range<Int> { 8..<bytes.count - 4 }
    }

    /// The shortest section with a long header and a checksum.
    private static let smallest = 12
    private var pending: [UInt8] = []
    private var position = 0
    private var isReading = false

    /// Adds a packet's payload and returns the sections that it completes.
    mutating func read(_ bytes: [UInt8], _ packet: TransportPacket) -> [Section] {
        guard let first = packet.payload.first else { return [] }
        var complete: [Section] = []
        var rest = packet.payload
        if packet.startsUnit {
            let begin = min(first + 1 + Int(bytes[first]), rest.upperBound)
            if isReading {
                pending += bytes[first + 1..<max(begin, first + 1)]
                takeSections(into: &complete)
            }
            pending.removeAll(keepingCapacity: true)
            position = packet.position
            isReading = true
            rest = begin..<rest.upperBound
        }
        guard isReading else { return complete }
        pending += bytes[rest]
        takeSections(into: &complete)
        return complete
    }

    private mutating func takeSections(into complete: inout [Section]) {
        while isReading, pending.count >= 3 {
            // Stuffing fills the packet behind the last section.
            guard pending[0] != 0xFF else {
                isReading = false
                break
            }
            let size = 3 + (Int(pending[1] & 15) << 8 | Int(pending[2]))
            guard pending.count >= size else { return }
            let bytes = Array(pending[..<size])
            if size >= Self.smallest, bytes[1] & 0x80 != 0 {
                complete.append(
                    Section(bytes: bytes, position: position, isIntact: SectionChecksum.remainder(bytes) == 0)
                )
            }
            pending.removeFirst(size)
        }
        if !isReading { pending.removeAll(keepingCapacity: true) }
    }
}
