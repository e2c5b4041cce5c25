import ElementaryStreams
import Synchronization
import Testing

/// The videos of the decoding tests, one for each way in which pictures are coded and ordered.
enum ClipKind: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case baseline, pyramid, openGOP, interlaced, tenBit, fourTwoTwo, fourFourFour, slices, intraRefresh, hevc
    case hevcOpenGOP, hevcTenBit, variableRate, odd

    var testDescription: String { rawValue }

    private static let made = Mutex<[ClipKind: Clip]>([:])

    /// The clip, made on first use.
    func clip() throws -> Clip {
        try Self.made.withLock { known in
            if let clip = known[self] { return clip }
            let clip = try make()
            known[self] = clip
            return clip
        }
    }

    private func make() throws -> Clip {
        let source = "testsrc2=s=96x64:r=25:d=2.4,noise=alls=12:all_seed=7"
        let x264 = ["-c:v", "libx264", "-preset", "medium", "-pix_fmt", "yuv420p", "-g", "20"]
        let pyramid = x264 + ["-bf", "3", "-sc_threshold", "0"]
        let x265 = ["-c:v", "libx265", "-preset", "medium", "-pix_fmt", "yuv420p", "-tag:v", "hvc1"]
        func hevc(_ parameters: String) -> [String] {
            x265 + ["-x265-params", "log-level=none:pools=none:frame-threads=1:keyint=20:\(parameters)"]
        }
        return switch self {
        case .baseline: try Clip(source, x264 + ["-profile:v", "baseline"], codec: .h264)
        case .pyramid: try Clip(source, pyramid + ["-x264-params", "b-pyramid=normal"], codec: .h264)
        case .openGOP: try Clip(source, pyramid + ["-x264-params", "open-gop=1"], codec: .h264)
        case .interlaced: try Clip(source, pyramid + ["-x264-params", "interlaced=1:tff=1"], codec: .h264)
        case .tenBit: try Clip(source, pyramid + ["-pix_fmt", "yuv420p10le"], codec: .h264)
        case .fourTwoTwo: try Clip(source, pyramid + ["-pix_fmt", "yuv422p"], codec: .h264)
        case .fourFourFour: try Clip(source, pyramid + ["-pix_fmt", "yuv444p"], codec: .h264)
        case .slices: try Clip(source, pyramid + ["-x264-params", "slices=4"], codec: .h264)
        case .intraRefresh:
            try Clip(source, x264 + ["-x264-params", "intra-refresh=1:bframes=0"], codec: .h264)
        case .hevc: try Clip(source, hevc("open-gop=0:bframes=3"), codec: .hevc)
        case .hevcOpenGOP: try Clip(source, hevc("open-gop=1:bframes=4:b-pyramid=1"), codec: .hevc)
        case .hevcTenBit: try Clip(source, hevc("bframes=2") + ["-pix_fmt", "yuv420p10le"], codec: .hevc)
        case .variableRate:
            try Clip(source + ",select='mod(n,7)*mod(n,3)',settb=1/90000", pyramid, codec: .h264)
        case .odd: try Clip("testsrc2=s=98x50:r=25:d=1", pyramid, codec: .h264)
        }
    }
}
