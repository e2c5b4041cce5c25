/// What `mvhd` says (ISO/IEC 14496-12 8.2.2).
struct MovieHeader {
    let creation: UInt64
    /// Greater than zero.
    let timeScale: UInt32
    /// `nil` where all bits are set, which means unknown.
    let duration: UInt64?
    /// `nil` where the matrix is no quarter turn.
    let rotation: Rotation?

    /// Reads the box's fields; `nil` where they are cut short or the time scale is 0.
    init?(_ fields: BoxFields) {
        var fields = fields
        let isLong = fields.u8() == 1
        fields.skip(3)
        creation = fields.u32or64(isLong: isLong)
        _ = fields.u32or64(isLong: isLong)
        timeScale = fields.u32()
        duration = fields.duration(isLong: isLong)
        fields.skip(16)
        rotation = Rotation(matrix: fields.matrix())
        guard !fields.isOverrun, timeScale > 0 else { return nil }
    }
}

extension BoxFields {
    /// A duration; `nil` where all bits are set, which means unknown.
    mutating func duration(isLong: Bool) -> UInt64? {
        let value = u32or64(isLong: isLong)
        return value == (isLong ? UInt64.max : UInt64(UInt32.max)) ? nil : value
    }

    /// The nine numbers of a matrix.
    mutating func matrix() -> [Int32] { (0..<9).map { _ in i32() } }
}
