/// One box: where it lies in the bytes and what type it has (ISO/IEC 14496-12 4.2).
struct Box {
    let type: FourCC
    /// The offset of its size field.
    let start: Int
    /// What follows its header, held within the box around it.
    let content: Range<Int>
}
