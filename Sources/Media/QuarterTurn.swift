internal import CFFmpeg

/// Turns frames clockwise by multiples of 90 degrees.
enum QuarterTurn {
    /// A new frame with `frame`'s samples turned `turns` times, 1...3.
    ///
    /// For RGB24 and planar 8-bit layouts whose chroma is subsampled equally both ways or not at all. With an odd
    /// side and subsampled chroma, chroma moves by half a luma sample against luma.
    static func apply(_ frame: borrowing Frame, turns: Int) throws(MediaError) -> Frame {
        let swaps = !turns.isMultiple(of: 2)
        let output = try Frame.blank(
            width: swaps ? frame.height : frame.width, height: swaps ? frame.width : frame.height,
            format: frame.format)
        output.pointer.pointee.color_range = frame.pointer.pointee.color_range
        output.pointer.pointee.colorspace = frame.pointer.pointee.colorspace
        let isPacked = frame.format == AV_PIX_FMT_RGB24
        let halves = frame.format == AV_PIX_FMT_YUV420P
        let (from, to) = (frame.pointer.pointee, output.pointer.pointee)
        let planes = [
            (from.data.0, from.linesize.0, to.data.0, to.linesize.0, false),
            (from.data.1, from.linesize.1, to.data.1, to.linesize.1, halves),
            (from.data.2, from.linesize.2, to.data.2, to.linesize.2, halves),
        ]
        for (source, sourceStride, destination, stride, isHalf) in planes.prefix(isPacked ? 1 : 3) {
            guard let source, let destination else { continue }
            turn(
                Plane(start: source, stride: Int(sourceStride)),
                width: isHalf ? (frame.width + 1) / 2 : frame.width,
                height: isHalf ? (frame.height + 1) / 2 : frame.height,
                into: Plane(start: destination, stride: Int(stride)), sampleSize: isPacked ? 3 : 1,
                turns: turns)
        }
        return output
    }

    private struct Plane {
        let start: UnsafeMutablePointer<UInt8>
        let stride: Int
    }

    private static func turn(
        _ source: Plane, width: Int, height: Int, into output: Plane, sampleSize: Int, turns: Int
    ) {
        // Where the output's first sample lies in the source, and how far its right and lower neighbours are.
        let (origin, right, below) =
            switch turns {
            case 1: ((height - 1) * source.stride, -source.stride, sampleSize)
            case 2: ((height - 1) * source.stride + (width - 1) * sampleSize, -sampleSize, -source.stride)
            default: ((width - 1) * sampleSize, source.stride, -sampleSize)
            }
        let swaps = !turns.isMultiple(of: 2)
        for row in 0..<(swaps ? width : height) {
            var from = source.start + (origin + row * below)
            var to = output.start + row * output.stride
            for _ in 0..<(swaps ? height : width) {
                for byte in 0..<sampleSize { to[byte] = from[byte] }
                from += right
                to += sampleSize
            }
        }
    }
}
