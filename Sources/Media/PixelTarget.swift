internal import CFFmpeg

/// The samples that an image format stores.
struct PixelTarget {
    let format: AVPixelFormat
    let isFullRange: Bool

    /// What `format` stores at `quality`.
    init(_ format: ImageFormat, quality: Int) {
        switch format {
        case .jpeg:
            self.format = quality >= 95 ? AV_PIX_FMT_YUV444P : AV_PIX_FMT_YUV420P
            isFullRange = true
        case .png:
            self.format = AV_PIX_FMT_RGB24
            isFullRange = true
        case .webp:
            self.format = AV_PIX_FMT_YUV420P
            isFullRange = false
        }
    }

    var range: AVColorRange { isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG }
    var space: AVColorSpace { format == AV_PIX_FMT_RGB24 ? AVCOL_SPC_RGB : AVCOL_SPC_BT470BG }
}
