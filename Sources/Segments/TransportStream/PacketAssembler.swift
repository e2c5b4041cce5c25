internal import ElementaryStreams

/// Makes one unit of each PES packet, for streams that are not looked into.
final class PacketAssembler: UnitAssembler {
    var units = StreamUnits()
    private let keepsPayload: Bool
    private var isComplete = true

    init(keepsPayload: Bool) { self.keepsPayload = keepsPayload }

    func begin(_ times: PESOrigins.Packet?, position: Int) {
        isComplete = false
        units.add(
            AccessUnit(
                pts: times?.pts ?? 0, dts: times?.dts ?? 0, position: position, size: 0,
                isInferred: times == nil),
            isTimed: times != nil, payload: keepsPayload ? [] : nil)
    }

    func append(_ bytes: [UInt8], _ range: Range<Int>, position: Int) {
        guard !units.accessUnits.isEmpty else { return }
        units.extendLast(by: range.count, payload: keepsPayload ? bytes[range] : nil)
    }

    func noteLoss() {}
    func endPacket() { isComplete = true }

    func finish(isHead: Bool) {
        if isHead, !isComplete, !units.accessUnits.isEmpty { units.removeLast() }
    }
}
