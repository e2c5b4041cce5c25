/// Which transport packet and PES packet each byte of an elementary stream came from.
///
/// Offsets count from the stream's first byte; they are asked for in ascending order.
struct PESOrigins {
    /// The timestamps of a PES packet.
    struct Packet {
        let pts: Int64
        let dts: Int64
    }
    /// Where a byte came from.
    struct Origin {
        /// The sync byte of its transport packet.
        let position: Int
        /// The number of its PES packet in the stream.
        let packet: Int
        /// The PES packet's timestamps, where it states them.
        let times: Packet?
    }
    private struct Chunk {
        let start: Int
        let position: Int
        let packet: Int
        let times: Packet?
    }
    private var chunks: [Chunk] = []
    private var cursor = 0
    private var packet = -1
    private var times: Packet?

    /// A PES packet begins.
    mutating func begin(_ times: Packet?) {
        packet += 1
        self.times = times
    }

    /// Bytes from `start` on came from the transport packet at `position`.
    mutating func add(start: Int, position: Int) {
        if cursor > 256 {
            chunks.removeFirst(cursor)
            cursor = 0
        }
        chunks.append(Chunk(start: start, position: position, packet: packet, times: times))
    }

    /// Where the byte at `offset` came from; at least one chunk must have been added.
    mutating func origin(of offset: Int) -> Origin {
        while cursor + 1 < chunks.count, chunks[cursor + 1].start <= offset { cursor += 1 }
        let chunk = chunks[cursor]
        return Origin(position: chunk.position, packet: chunk.packet, times: chunk.times)
    }
}
