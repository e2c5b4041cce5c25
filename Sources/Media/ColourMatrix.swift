internal import CFFmpeg

/// How a picture's luma and chroma were made from red, green and blue (ITU-T H.273 MatrixCoefficients).
public enum ColourMatrix: Sendable, Hashable {
    /// The stream does not say. Images are then made as if it were BT.709 at heights of 720 and more, else
    /// BT.601, as players do.
    case unspecified
    /// The planes are green, blue and red themselves.
    case rgb
    /// Rec. ITU-R BT.601, both the 525- and the 625-line form.
    case bt601
    /// Rec. ITU-R BT.709.
    case bt709
    /// Rec. ITU-R BT.2020 with non-constant luminance; its transfer curve is not converted.
    case bt2020
    /// SMPTE ST 240.
    case smpte240
    /// FCC Title 47, 1953.
    case fcc
    /// Any other by its H.273 number. Images are made as for ``unspecified``.
    case other(Int)

    init(_ space: AVColorSpace) {
        self =
            switch space {
            case AVCOL_SPC_UNSPECIFIED: .unspecified
            case AVCOL_SPC_RGB: .rgb
            case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M: .bt601
            case AVCOL_SPC_BT709: .bt709
            case AVCOL_SPC_BT2020_NCL: .bt2020
            case AVCOL_SPC_SMPTE240M: .smpte240
            case AVCOL_SPC_FCC: .fcc
            default: .other(Int(space.rawValue))
            }
    }

    /// The number under which libswscale knows the matrix, for pictures of this height.
    func scalerNumber(height: Int) -> Int32 {
        switch self {
        case .bt601, .rgb: Int32(SWS_CS_ITU601)
        case .bt709: Int32(SWS_CS_ITU709)
        case .bt2020: Int32(SWS_CS_BT2020)
        case .smpte240: Int32(SWS_CS_SMPTE240M)
        case .fcc: Int32(SWS_CS_FCC)
        case .unspecified, .other: Int32(height >= 720 ? SWS_CS_ITU709 : SWS_CS_ITU601)
        }
    }
}
