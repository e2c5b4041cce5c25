internal import ElementaryStreams

/// The size of an image before and after it is turned; whole numbers throughout.
struct ImageGeometry: Hashable {
    /// What the picture is scaled to, before it is turned.
    let scaledWidth: Int
    let scaledHeight: Int
    /// Clockwise quarter turns, 0...3.
    let quarterTurns: Int

    /// What is shown.
    var width: Int { quarterTurns.isMultiple(of: 2) ? scaledWidth : scaledHeight }
    var height: Int { quarterTurns.isMultiple(of: 2) ? scaledHeight : scaledWidth }

    /// Works out the sizes for samples of the given number and shape.
    ///
    /// - Parameter rotation: Clockwise degrees, any multiple of 90.
    init(
        width: Int, height: Int, sampleAspectRatio: AspectRatio, rotation: Int, request: ImageSize,
        sides: ClosedRange<Int>
    ) throws(MediaError) {
        guard rotation.isMultiple(of: 90) else { throw .unsupportedRotation(degrees: rotation) }
        let turns = (rotation / 90 % 4 + 4) % 4
        // The display aspect, turned as it will be shown.
        let across = Int128(width) * Int128(sampleAspectRatio.horizontal)
        let down = Int128(height) * Int128(sampleAspectRatio.vertical)
        let (aspectWidth, aspectHeight) = turns.isMultiple(of: 2) ? (across, down) : (down, across)

        let shown: (width: Int, height: Int)
        switch (request.width, request.height) {
        case (let wide?, let high?): shown = (wide, high)
        case (let wide?, nil):
            shown = (wide, Self.scale(wide, by: aspectHeight, over: aspectWidth))
        case (nil, let high?):
            shown = (Self.scale(high, by: aspectWidth, over: aspectHeight), high)
        case (nil, nil):
            let (horizontal, vertical) = (
                Int128(sampleAspectRatio.horizontal), Int128(sampleAspectRatio.vertical)
            )
            var natural = (width: width, height: height)
            if horizontal > vertical {
                natural.width = Self.scale(width, by: horizontal, over: vertical)
            } else if horizontal < vertical {
                natural.height = Self.scale(height, by: vertical, over: horizontal)
            }
            shown = turns.isMultiple(of: 2) ? natural : (natural.height, natural.width)
        }
        guard sides.contains(shown.width), sides.contains(shown.height) else {
            throw .impossibleSize(width: shown.width, height: shown.height)
        }
        (scaledWidth, scaledHeight) =
            turns.isMultiple(of: 2) ? (shown.width, shown.height) : (shown.height, shown.width)
        quarterTurns = turns
    }

    /// `length * factor / divisor` to the nearest whole number, at least 1; held within 32 bits, which is far
    /// beyond every allowed side.
    private static func scale(_ length: Int, by factor: Int128, over divisor: Int128) -> Int {
        guard divisor > 0, factor > 0 else { return length }
        let (product, overflow) = Int128(length).multipliedReportingOverflow(by: factor)
        guard !overflow else { return Int(Int32.max) }
        let rounded = (product / divisor) + (product % divisor >= divisor - product % divisor ? 1 : 0)
        return Int(min(max(rounded, 1), Int128(Int32.max)))
    }
}
