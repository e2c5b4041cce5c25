extension FragmentedMP4 {
    /// What `avcC` and `hvcC` say: how NAL units are prefixed, and the parameter sets known from the start
    /// (ISO/IEC 14496-15, 5.3.3.1 and 8.3.3.1).
    struct ParameterSetRecord: Sendable, Hashable {
        /// Bytes of the length before each NAL unit, 1 to 4.
        let lengthSize: Int
        /// The NAL units, in the record's order: (VPS,) SPS, PPS, others.
        let parameterSets: [[UInt8]]

        /// Reads an AVCDecoderConfigurationRecord; `nil` where it is cut short.
        init?(avc bytes: [UInt8]) {
            var fields = Fields(bytes, in: 0..<bytes.count)
            fields.skip(4)
            lengthSize = Int(fields.u8() & 0x03) + 1
            var sets: [[UInt8]] = []
            for mask: UInt8 in [0x1F, 0xFF] {
                let count = fields.u8() & mask
                for _ in 0..<count {
                    sets.append(fields.take(Int(fields.u16())))
                    if fields.isOverrun { return nil }
                }
            }
            guard !fields.isOverrun else { return nil }
            parameterSets = sets
        }

        /// Reads an HEVCDecoderConfigurationRecord; `nil` where it is cut short.
        init?(hevc bytes: [UInt8]) {
            var fields = Fields(bytes, in: 0..<bytes.count)
            fields.skip(21)
            lengthSize = Int(fields.u8() & 0x03) + 1
            var sets: [[UInt8]] = []
            let arrayCount = fields.u8()
            for _ in 0..<arrayCount {
                fields.skip(1)
                let count = fields.u16()
                for _ in 0..<count {
                    sets.append(fields.take(Int(fields.u16())))
                    if fields.isOverrun { return nil }
                }
            }
            guard !fields.isOverrun else { return nil }
            parameterSets = sets
        }
    }
}
