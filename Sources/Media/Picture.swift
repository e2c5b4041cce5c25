internal import CFFmpeg
internal import CFFmpegShims
public import ElementaryStreams

/// One decoded picture.
///
/// The pixels stay where the decoder put them and are released with the last reference. Sendable without the
/// compiler's proof because of the C pointer inside `frame`: this object owns it alone, nothing writes to it, or
/// to `isDamaged`, once a decoder has handed the picture out, no method hands it out of the module, and FFmpeg
/// counts its references to buffers atomically.
public final class Picture: @unchecked Sendable {
    let frame: Frame
    /// The pts that went into the decoder with the picture's unit.
    public let pts: Int64
    /// The decoder reports errors in this picture (concealed or missing parts, a reference not yet recovered), or
    /// it may rest on a unit that was refused or had errors. `false` where nothing of the kind is known.
    public internal(set) var isDamaged: Bool

    init(_ frame: consuming Frame, isDamaged: Bool) {
        pts = frame.pointer.pointee.pts
        self.frame = frame
        self.isDamaged = isDamaged
    }

    /// Width in samples, after cropping, before the aspect ratio and rotation.
    public var width: Int { frame.width }

    /// Height in samples, after cropping, before rotation.
    public var height: Int { frame.height }

    /// The shape of a sample; square where the stream does not say.
    public var sampleAspectRatio: AspectRatio {
        let ratio = frame.pointer.pointee.sample_aspect_ratio
        guard ratio.num > 0, ratio.den > 0 else { return .square }
        return AspectRatio(Int(ratio.num), Int(ratio.den))
    }

    /// Clockwise degrees (0, 90, 180 or 270) by which the stream itself wants the picture turned for display
    /// (a display orientation SEI message); what the container says is the caller's to know.
    public var rotation: Int {
        guard let side = av_frame_get_side_data(frame.pointer, AV_FRAME_DATA_DISPLAYMATRIX),
            side.pointee.size >= 9 * MemoryLayout<Int32>.size, let data = side.pointee.data
        else { return 0 }
        let degrees = data.withMemoryRebound(to: Int32.self, capacity: 9) { av_display_rotation_get($0) }
        guard degrees.isFinite else { return 0 }
        // C counts counterclockwise, -180...180.
        let quarters = Int((-degrees / 90).rounded())
        return (quarters % 4 + 4) % 4 * 90
    }

    /// Samples use all their values (`yuvj…`, "PC" range), not only 16...235 and 16...240.
    public var isFullRange: Bool {
        frame.pointer.pointee.color_range == AVCOL_RANGE_JPEG || pixelFormat.hasPrefix("yuvj")
            || frame.isRGB
    }

    /// How colour is coded.
    public var matrix: ColourMatrix {
        frame.isRGB ? .rgb : ColourMatrix(frame.pointer.pointee.colorspace)
    }

    /// FFmpeg's name for the layout of the samples: `yuv420p`, `yuv420p10le`.
    public var pixelFormat: String {
        av_get_pix_fmt_name(frame.format).map { String(cString: $0) } ?? "unknown"
    }

    /// The picture is woven of two fields that were taken at different instants.
    public var isInterlaced: Bool { cffmpeg_frame_is_interlaced(frame.pointer) != 0 }

    /// How it was predicted.
    public var pictureType: PictureType { PictureType(frame.pointer.pointee.pict_type) }

    /// The visible samples without padding: the planes one after the other (Y, U, V; or G, B, R), rows from the
    /// top, two bytes little-endian a sample above 8 bits. The layout of FFmpeg's `rawvideo`.
    public func pixelBytes() throws(MediaError) -> [UInt8] { try frame.packedPixels() }
}
