extension FragmentedMP4 {
    /// The boxes that lie one behind the other in a range of bytes.
    ///
    /// Every step moves at least eight bytes ahead and never leaves the range, whatever the size fields say.
    struct Boxes: Sequence, IteratorProtocol {
        private let bytes: [UInt8]
        private let end: Int
        /// Where the next box begins; once the sequence has ended, the first byte that belongs to no box.
        private(set) var position: Int

        /// The boxes in `range` of `bytes`.
        init(_ bytes: [UInt8], in range: Range<Int>) {
            self.bytes = bytes
            let whole = range.clamped(to: 0..<bytes.count)
            position = whole.lowerBound
            end = whole.upperBound
        }

        /// The boxes inside `box`, `skipping` bytes behind its header.
        init(_ bytes: [UInt8], inside box: Box, skipping: Int = 0) {
            self.init(bytes, in: Swift.min(box.content.lowerBound + skipping, box.end)..<box.end)
        }

        mutating func next() -> Box? {
            var fields = Fields(bytes, in: position..<end)
            let shortSize = fields.u32()
            let type = FourCC(rawValue: fields.u32())
            let size: UInt64
            switch shortSize {
            case 0: size = UInt64(end - position)
            case 1: size = fields.u64()
            default: size = UInt64(shortSize)
            }
            guard !fields.isOverrun, size >= UInt64(fields.position - position) else { return nil }
            let available = UInt64(end - position)
            let box = Box(
                type: type, start: position,
                content: fields.position..<(position + Int(Swift.min(size, available))),
                isWhole: size <= available)
            position = box.end
            return box
        }
    }
}
