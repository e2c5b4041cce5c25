extension FragmentedMP4 {
    /// The part of a `tkhd` or `mvhd` matrix that turns the picture (ISO/IEC 14496-12, 6.2.2).
    struct TransformMatrix: Sendable, Hashable {
        /// Clockwise quarter turns, 0 to 3; `nil` for anything else (mirrored, sheared, turned by other angles).
        let quarterTurns: Int?

        /// The picture as it is coded.
        static let identity = TransformMatrix(quarterTurns: 0)

        private init(quarterTurns: Int?) { self.quarterTurns = quarterTurns }

        /// Reads the nine numbers of the matrix.
        init(_ fields: inout Fields) {
            let a = fields.i32()
            let b = fields.i32()
            fields.skip(4)
            let c = fields.i32()
            let d = fields.i32()
            fields.skip(16)
            switch (a.signum(), b.signum(), c.signum(), d.signum()) {
            case (1, 0, 0, 1), (0, 0, 0, 0): quarterTurns = 0
            case (0, 1, -1, 0): quarterTurns = 1
            case (-1, 0, 0, -1): quarterTurns = 2
            case (0, -1, 1, 0): quarterTurns = 3
            default: quarterTurns = nil
            }
        }
    }
}
