/// The part of an ES_Descriptor that names the codec (ISO/IEC 14496-1 7.2.6.5 to 7.2.6.7).
struct ElementaryStreamDescriptor {
    /// `objectTypeIndication`.
    let objectType: UInt8
    /// The content of DecoderSpecificInfo; empty without one.
    let specificInfo: [UInt8]

    /// Reads the content of `esds`; `nil` where it is cut short or has other descriptors.
    init?(_ fields: BoxFields) {
        var fields = fields
        fields.skip(4)
        guard Self.begin(0x03, &fields) != nil else { return nil }
        fields.skip(2)
        let flags = fields.u8()
        if flags & 0x80 != 0 { fields.skip(2) }
        if flags & 0x40 != 0 { fields.skip(Int(fields.u8())) }
        if flags & 0x20 != 0 { fields.skip(2) }
        guard Self.begin(0x04, &fields) != nil else { return nil }
        objectType = fields.u8()
        fields.skip(12)
        guard !fields.isOverrun else { return nil }
        specificInfo = Self.begin(0x05, &fields).map { fields.take($0) } ?? []
    }

    /// Reads a descriptor's tag and its length of up to four times seven bits.
    private static func begin(_ tag: UInt8, _ fields: inout BoxFields) -> Int? {
        guard fields.u8() == tag else { return nil }
        var length = 0
        for _ in 0..<4 {
            let byte = fields.u8()
            length = length << 7 | Int(byte & 0x7F)
            if byte & 0x80 == 0 { break }
        }
        return fields.isOverrun ? nil : length
    }
}
