/// A box that does not lie in another one.
struct TopLevelBox {
    let type: FourCC
    let start: UInt64
    /// The first offset behind it, held within the file.
    let end: UInt64
    /// Bytes of its size and type fields.
    let headerSize: Int
    /// The file holds all of it.
    let isWhole: Bool

    /// Reads the up to 16 bytes of a header; `nil` where they are none.
    init?(_ head: [UInt8], at offset: UInt64, fileSize: UInt64) {
        var fields = BoxFields(head, in: 0..<head.count)
        let shortSize = fields.u32()
        type = fields.code()
        let available = fileSize - offset
        let size: UInt64
        switch shortSize {
        case 0: size = available
        case 1: size = fields.u64()
        default: size = UInt64(shortSize)
        }
        guard !fields.isOverrun, size >= UInt64(fields.position) else { return nil }
        headerSize = fields.position
        start = offset
        isWhole = size <= available
        end = offset + Swift.min(size, available)
    }

    /// What files begin with: a brand, or in old ones anything that QuickTime knows at the top.
    var canBeginFile: Bool {
        [
            .ftyp, .moov, .mdat, .moof, FourCC("free"), FourCC("skip"), FourCC("wide"), FourCC("pnot"),
            FourCC("styp"), FourCC("sidx"), FourCC("uuid"),
        ].contains(type)
    }
}
