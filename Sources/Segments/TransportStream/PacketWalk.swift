/// Goes from packet to packet and finds the way back where the distance is broken.
struct PacketWalk {
    private let layout: PacketLayout
    /// Where the next sync byte should be.
    private(set) var position: Int
    /// Bytes passed over because they belong to no packet, and the first such place.
    private(set) var junk = JunkCount()

    init(_ layout: PacketLayout) {
        self.layout = layout
        position = layout.first
        junk.add(layout.leadingJunk, at: 0)
    }

    /// The next packet; `nil` at the end.
    @inline(__always)
    mutating func next(_ bytes: [UInt8]) -> TransportPacket? {
        if position < bytes.count, bytes[position] != PacketLayout.sync { resynchronize(bytes) }
        guard position + PacketLayout.packetSize <= bytes.count else { return nil }
        let packet = TransportPacket(bytes, at: position, lead: min(layout.lead, position))
        position += layout.stride
        return packet
    }

    private mutating func resynchronize(_ bytes: [UInt8]) {
        let found = layout.resynchronize(bytes, from: position) ?? bytes.count
        junk.add(found - position, at: position)
        position = found
    }
}
