/// The content of `dac3` (ETSI TS 102 366 F.4).
public struct AC3SpecificBox: Sendable, Hashable {
    /// Three bytes.
    public let bytes: [UInt8]

    /// Takes what it says from the header of an AC-3 frame (ETSI TS 102 366 4.3.1 and 4.3.2).
    ///
    /// - Throws: ``ConfigurationError/notAC3``, for E-AC-3 too.
    public init(firstFrame frame: [UInt8]) throws(ConfigurationError) {
        guard frame.count >= 8, frame[0] == 0x0B, frame[1] == 0x77 else { throw .notAC3 }
        let rateCode = UInt32(frame[4] >> 6)
        let sizeCode = UInt32(frame[4] & 0x3F)
        let stream = UInt32(frame[5] >> 3)
        guard rateCode < 3, sizeCode < 38, stream <= 10 else { throw .notAC3 }
        let mode = UInt32(frame[6] >> 5)
        // cmixlev, surmixlev and dsurmod stand between the mode and the flag, where the mode has them.
        var skipped: UInt32 = 3
        if mode & 1 != 0, mode != 1 { skipped += 2 }
        if mode & 4 != 0 { skipped += 2 }
        if mode == 2 { skipped += 2 }
        let pair = UInt32(frame[6]) << 8 | UInt32(frame[7])
        let lowFrequency = pair >> (15 - skipped) & 1
        let value =
            rateCode << 22 | stream << 17 | UInt32(frame[5] & 7) << 14 | mode << 11 | lowFrequency << 10
            | (sizeCode >> 1) << 5
        bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    /// Takes the three bytes as they are.
    ///
    /// - Throws: ``ConfigurationError/malformedRecord`` for any other number.
    public init(bytes: [UInt8]) throws(ConfigurationError) {
        guard bytes.count == 3 else { throw .malformedRecord }
        self.bytes = bytes
    }

    /// Channels by `acmod` and `lfeon`.
    public var channels: Int { [2, 1, 2, 3, 3, 4, 4, 5][Int(bytes[1] >> 3 & 7)] + Int(bytes[1] >> 2 & 1) }
}
