extension FragmentedMP4 {
    /// What the `esds` box says of a stream (ISO/IEC 14496-14, 5.6; descriptors: ISO/IEC 14496-1, 7.2.6).
    struct ElementaryStreamDescriptor: Sendable, Hashable {
        /// `objectTypeIndication`: 0x40 AAC, 0x69 and 0x6B MPEG audio.
        let objectType: UInt8
        /// The AudioSpecificConfig for AAC; empty where there is none.
        let specificInfo: [UInt8]

        /// Reads the box's content behind its version and flags; `nil` where there is no decoder description.
        init?(_ fields: Fields) {
            var fields = fields
            guard Self.begin(tag: 0x03, &fields) != nil else { return nil }
            fields.skip(2)
            let flags = fields.u8()
            if flags & 0x80 != 0 { fields.skip(2) }
            if flags & 0x40 != 0 { fields.skip(Int(fields.u8())) }
            if flags & 0x20 != 0 { fields.skip(2) }
            guard Self.begin(tag: 0x04, &fields) != nil else { return nil }
            objectType = fields.u8()
            fields.skip(12)
            guard !fields.isOverrun else { return nil }
            if let length = Self.begin(tag: 0x05, &fields) {
                specificInfo = fields.take(length)
            } else {
                specificInfo = []
            }
        }

        /// Reads a descriptor's tag and its size of up to four times seven bits.
        private static func begin(tag: UInt8, _ fields: inout Fields) -> Int? {
            guard fields.u8() == tag else { return nil }
            var length = 0
            for _ in 0..<4 {
                let byte = fields.u8()
                length = (length << 7) | Int(byte & 0x7F)
                if byte & 0x80 == 0 { break }
            }
            return fields.isOverrun ? nil : length
        }
    }
}
