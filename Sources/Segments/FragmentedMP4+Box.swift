extension FragmentedMP4 {
    /// One box: where it lies and what type it has (ISO/IEC 14496-12, 4.2).
    struct Box: Sendable {
        let type: FourCC
        /// The offset of its size field.
        let start: Int
        /// What follows its header, held within the box or file around it.
        let content: Range<Int>
        /// Its size field does not point beyond the box or file around it.
        let isWhole: Bool

        /// The first offset behind the box.
        var end: Int { content.upperBound }
    }
}
