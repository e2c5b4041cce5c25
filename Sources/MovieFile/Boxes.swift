/// The boxes that lie one behind the other in a range of bytes.
///
/// Every step moves at least eight bytes ahead and never leaves the range, whatever the size fields say.
struct Boxes: Sequence, IteratorProtocol {
    private let bytes: [UInt8]
    private let end: Int
    private var position: Int

    init(_ bytes: [UInt8], in range: Range<Int>) {
        self.bytes = bytes
        let whole = range.clamped(to: 0..<bytes.count)
        position = whole.lowerBound
        end = whole.upperBound
    }

    /// The boxes inside `box`, `skipping` bytes behind its header.
    init(_ bytes: [UInt8], inside box: Box, skipping: Int = 0) {
        let start = Swift.min(box.content.lowerBound + skipping, box.content.upperBound)
        self.init(bytes, in: start..<box.content.upperBound)
    }

    mutating func next() -> Box? {
        var fields = BoxFields(bytes, in: position..<end)
        let shortSize = fields.u32()
        let type = fields.code()
        let size: UInt64
        switch shortSize {
        case 0: size = UInt64(end - position)
        case 1: size = fields.u64()
        default: size = UInt64(shortSize)
        }
        let header = fields.position - position
        guard !fields.isOverrun, size >= UInt64(header) else { return nil }
        let whole = Int(Swift.min(size, UInt64(end - position)))
        let box = Box(type: type, start: position, content: fields.position..<(position + whole))
        position += whole
        return box
    }
}
