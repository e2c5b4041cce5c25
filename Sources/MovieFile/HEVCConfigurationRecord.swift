/// The HEVCDecoderConfigurationRecord, the content of `hvcC` (ISO/IEC 14496-15 8.3.3.1).
public struct HEVCConfigurationRecord: Sendable, Hashable {
    /// The record.
    public let bytes: [UInt8]
    /// NAL units in the record's order, without start code: VPS, SPS, PPS, and others where it has them.
    public let parameterSets: [[UInt8]]
    /// Bytes of the length before each NAL unit of a sample: 1, 2 or 4.
    public let lengthSize: Int

    /// Makes a record of any number of parameter sets, for samples whose NAL units have lengths of 4 bytes.
    ///
    /// Sets that are there twice are written once. Profile, chroma format and bit depths are those of the
    /// first SPS, the level is the highest. Segmentation and parallelism are stated as unknown.
    ///
    /// - Parameters:
    ///   - parameterSets: VPS, SPS and PPS NAL units in any order, without start code.
    ///   - isComplete: No sample brings further ones.
    /// - Throws: ``ConfigurationError``.
    public init(parameterSets: [[UInt8]], isComplete: Bool = true) throws(ConfigurationError) {
        let kinds: [ConfigurationError.ParameterSetKind] = [.video, .sequence, .picture]
        var sorted: [[[UInt8]]] = [[], [], []]
        for unit in parameterSets {
            guard let first = unit.first else { throw .malformed(.sequence) }
            let type = Int(first >> 1 & 0x3F)
            guard (32...34).contains(type) else { throw .notAParameterSet(type: type) }
            guard (3...0xFFFF).contains(unit.count) else { throw .malformed(kinds[type - 32]) }
            if !sorted[type - 32].contains(unit) { sorted[type - 32].append(unit) }
            if sorted[type - 32].count > 64 { throw .tooMany(kinds[type - 32]) }
        }
        for (kind, units) in zip(kinds, sorted) where units.isEmpty { throw .missing(kind) }
        guard let head = Head(sorted[1][0]) else { throw .malformed(.sequence) }
        var general = head.profileTierLevel
        for unit in sorted[1].dropFirst() {
            guard let other = Head(unit) else { throw .malformed(.sequence) }
            general[11] = Swift.max(general[11], other.profileTierLevel[11])
        }
        var writer = BoxWriter()
        writer.u8(1)
        writer.append(general)
        writer.u16(0xF000)
        writer.u8(0xFC)
        writer.u8(0xFC | UInt8(head.chromaFormat))
        writer.u8(0xF8 | UInt8(head.lumaDepth))
        writer.u8(0xF8 | UInt8(head.chromaDepth))
        writer.u16(0)
        writer.u8(UInt8(head.temporalLayers) << 3 | (head.isNested ? 4 : 0) | 3)
        writer.u8(3)
        for (type, units) in zip(32..., sorted) {
            // array_completeness
            writer.u8((isComplete ? 0x80 : 0) | UInt8(type))
            writer.u16(UInt16(units.count))
            for unit in units { writer.unit(unit) }
        }
        bytes = writer.bytes
        self.parameterSets = sorted.flatMap { $0 }
        lengthSize = 4
    }

    /// Takes a record as it is.
    ///
    /// - Throws: ``ConfigurationError/malformedRecord`` where it is cut short.
    public init(bytes: [UInt8]) throws(ConfigurationError) {
        var fields = BoxFields(bytes, in: 0..<bytes.count)
        fields.skip(21)
        lengthSize = Int(fields.u8() & 3) + 1
        var units: [[UInt8]] = []
        for _ in 0..<fields.u8() where !fields.isOverrun {
            fields.skip(1)
            units += fields.units(count: Int(fields.u16()))
        }
        guard !fields.isOverrun, lengthSize != 3 else { throw .malformedRecord }
        self.bytes = bytes
        parameterSets = units
    }

    /// What the record repeats of an SPS (ITU-T H.265 7.3.2.2.1).
    private struct Head {
        /// `general_profile_space` to `general_level_idc`: the same twelve bytes in both places.
        let profileTierLevel: [UInt8]
        let temporalLayers: Int
        let isNested: Bool
        let chromaFormat: Int
        let lumaDepth: Int
        let chromaDepth: Int

        init?(_ unit: [UInt8]) {
            var bits = ParameterSetBits(unit)
            guard let general = bits.bytes(in: 3..<15) else { return nil }
            profileTierLevel = general
            bits.skip(20)
            let highest = bits.bits(3)
            temporalLayers = highest + 1
            isNested = bits.bit() == 1
            bits.skip(96)
            var flags: [(profile: Int, level: Int)] = []
            for _ in 0..<highest { flags.append((bits.bit(), bits.bit())) }
            if highest > 0 { bits.skip(2 * (8 - highest)) }
            for flag in flags { bits.skip(flag.profile * 88 + flag.level * 8) }
            _ = bits.golomb()
            chromaFormat = bits.golomb()
            if chromaFormat == 3 { _ = bits.bit() }
            _ = bits.golomb()
            _ = bits.golomb()
            if bits.bit() == 1 { for _ in 0..<4 { _ = bits.golomb() } }
            lumaDepth = bits.golomb()
            chromaDepth = bits.golomb()
            guard !bits.isOverrun, highest <= 6, chromaFormat <= 3, lumaDepth <= 7, chromaDepth <= 7 else {
                return nil
            }
        }
    }
}
