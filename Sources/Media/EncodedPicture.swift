internal import ElementaryStreams

/// One picture as an encoder wrote it.
public struct EncodedPicture: Sendable, Hashable {
    /// Its NAL units, each led by its length in 4 bytes (ISO/IEC 14496-15): no parameter sets, no access unit
    /// delimiter, no note of the encoder's name.
    public let payload: [UInt8]
    /// The pts that its picture was sent with.
    public let pts: Int64
    /// Decoding timestamp in the same ticks; at most ``pts``, and it grows from picture to picture.
    public let dts: Int64
    /// Nothing before it is needed again.
    public let isIDR: Bool
    /// Other pictures may refer to it.
    public let isReference: Bool

    /// ``payload`` with a 4-byte start code in front of each NAL unit (Annex B of ITU-T H.264 and H.265).
    public var annexB: [UInt8] {
        NALUnitScanner.lengthPrefixed(payload, lengthSize: 4).units
            .reduce(into: []) { $0 += [0, 0, 0, 1] + payload[$1] }
    }
}
