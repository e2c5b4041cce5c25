internal import CFFmpeg

/// The profiles that x264 can be held to (ITU-T H.264 A.2).
enum H264ProfileLimit: String {
    case baseline, main, high, high10, high422, high444

    /// The one that contains what a decoder of the named profile can read; `nil` for names that x264 has nothing
    /// for.
    init?(named name: String) {
        switch name {
        case "Baseline", "Constrained Baseline", "Extended": self = .baseline
        case "Main": self = .main
        case "High": self = .high
        case "High 10", "High 10 Intra": self = .high10
        case "High 4:2:2", "High 4:2:2 Intra": self = .high422
        case "High 4:4:4 Predictive", "High 4:4:4 Intra", "CAVLC 4:4:4": self = .high444
        default: return nil
        }
    }

    /// Whether it can hold such samples, and fields: x264 refuses with words on standard error where it cannot.
    func holds(_ format: AVPixelFormat, isInterlaced: Bool) -> Bool {
        guard let description = av_pix_fmt_desc_get(format)?.pointee else { return false }
        let depth = description.comp.0.depth
        let isQuartered = description.log2_chroma_w == 1 && description.log2_chroma_h == 1
        let isMonochrome = description.nb_components == 1
        return switch self {
        case .baseline: depth == 8 && isQuartered && !isInterlaced
        case .main: depth == 8 && isQuartered
        case .high: depth == 8 && (isQuartered || isMonochrome)
        case .high10: depth <= 10 && (isQuartered || isMonochrome)
        case .high422: depth <= 10 && (description.log2_chroma_w == 1 || isMonochrome)
        case .high444: true
        }
    }
}
