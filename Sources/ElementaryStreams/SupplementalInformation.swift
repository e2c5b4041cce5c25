/// What is read of SEI messages (ITU-T H.264 Annex D, H.265 Annex D; the payload framing is the same).
enum SupplementalInformation {
    /// The payload type of the recovery point message.
    private static let recoveryPointType = 6
    /// Messages looked at in one NAL unit: more than any encoder writes.
    private static let messageLimit = 64

    /// The count of a recovery point message, or `nil` where there is none.
    ///
    /// - Parameters:
    ///   - payload: The NAL unit without its header.
    ///   - isSigned: `recovery_poc_cnt` of HEVC is `se(v)`; a negative one counts as 0.
    static func recoveryCount(_ bytes: [UInt8], _ payload: Range<Int>, isSigned: Bool) -> Int? {
        var reader = BitReader(bytes, payload)
        for _ in 0..<messageLimit {
            guard let type = extended(&reader), let size = extended(&reader) else { return nil }
            if type == recoveryPointType, size > 0 {
                let count = isSigned ? max(reader.signedGolomb(), 0) : reader.unsignedGolomb()
                return reader.overran ? nil : count
            }
            reader.skip(size * 8)
            // A lone byte that is left is rbsp_trailing_bits.
            guard !reader.overran, reader.hasWholeByte else { return nil }
        }
        return nil
    }

    /// A number written as a row of 255s and a rest.
    private static func extended(_ reader: inout BitReader) -> Int? {
        var value = 0
        while !reader.overran {
            let byte = reader.integer(8)
            value += byte
            if byte != 255 { return reader.overran ? nil : value }
        }
        return nil
    }
}
