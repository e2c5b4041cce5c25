/// How sample values become colours: `colr` of type `nclx` (ISO/IEC 14496-12 12.1.5), in the code points of
/// ISO/IEC 23091-2 (ITU-T H.273).
public struct ColourDescription: Sendable, Hashable {
    /// `colour_primaries`: 1 is BT.709, 2 unspecified.
    public var primaries: UInt16
    /// `transfer_characteristics`: 1 is BT.709, 2 unspecified.
    public var transfer: UInt16
    /// `matrix_coefficients`: 1 is BT.709, 2 unspecified.
    public var matrix: UInt16
    /// Whether luma spans 0 to 255 instead of 16 to 235.
    public var isFullRange: Bool

    /// Describes colours by code points.
    public init(primaries: UInt16, transfer: UInt16, matrix: UInt16, isFullRange: Bool = false) {
        self.primaries = primaries
        self.transfer = transfer
        self.matrix = matrix
        self.isFullRange = isFullRange
    }
}
