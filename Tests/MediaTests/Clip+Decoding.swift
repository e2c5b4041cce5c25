import Media
import Testing

extension Clip {
    /// A picture as Precut decoded it.
    struct Decoded: Equatable, Sendable {
        let pts: Int64
        let pixels: [UInt8]
        let isDamaged: Bool
    }

    /// Decodes `wanted` out of `units`.
    func decode(
        _ units: some Sequence<EncodedUnit>, wanted: [Int64], configuration: [UInt8]? = nil, threads: Int = 1
    ) throws -> [Decoded] {
        var result: [Decoded] = []
        try VideoDecoder.decode(
            codec: codec, configuration: configuration ?? self.configuration, units: units, wanted: wanted,
            threads: threads
        ) { (picture) throws(MediaError) in
            result.append(
                Decoded(pts: picture.pts, pixels: try picture.pixelBytes(), isDamaged: picture.isDamaged))
        }
        return result
    }

    /// The pictures themselves, all that ffmpeg shows unless told otherwise.
    func pictures(_ wanted: [Int64]? = nil) throws -> [Picture] {
        var result: [Picture] = []
        try VideoDecoder.decode(
            codec: codec, configuration: configuration, units: units.map(\.encoded),
            wanted: wanted ?? shown.map(\.pts)
        ) { result.append($0) }
        return result
    }

    /// What somebody who wants one picture sends: from the last keyframe at or before it in decoding order (one
    /// earlier where it is a leading picture) to the picture itself, without what nobody needs.
    func path(to pts: Int64) throws -> [EncodedUnit] {
        let target = try #require(units.firstIndex { $0.encoded.pts == pts })
        let start = try #require(
            units.indices.prefix(target + 1).last {
                units[$0].encoded.isKeyframe && units[$0].encoded.pts <= pts
            })
        return units[start...target].map { unit in
            var encoded = unit.encoded
            encoded.mayBeDropped = !unit.isReference && encoded.pts != pts
            return encoded
        }
    }
}
