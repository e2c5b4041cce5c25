/// The parameter sets that a picture needs, and what they say of the format.
public struct ParameterSets: Sendable, Hashable {
    /// The NAL units without start codes: VPS (HEVC), SPS, and every PPS of that SPS by ascending id.
    public let units: [[UInt8]]
    /// The format by the sequence parameter set.
    public let format: VideoFormat

    /// The units as a byte stream, each behind a 4-byte start code: what FFmpeg takes as `extradata`.
    public var annexB: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(units.reduce(0) { $0 + $1.count + 4 })
        for unit in units {
            bytes += [0, 0, 0, 1]
            bytes += unit
        }
        return bytes
    }
}
