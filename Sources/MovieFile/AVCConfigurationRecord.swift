/// The AVCDecoderConfigurationRecord, the content of `avcC` (ISO/IEC 14496-15 5.3.3.1).
public struct AVCConfigurationRecord: Sendable, Hashable {
    /// The record.
    public let bytes: [UInt8]
    /// NAL units in the record's order, without start code.
    public let sequenceParameterSets: [[UInt8]]
    /// NAL units in the record's order, without start code.
    public let pictureParameterSets: [[UInt8]]
    /// Bytes of the length before each NAL unit of a sample: 1, 2 or 4.
    public let lengthSize: Int

    /// Makes a record of any number of parameter sets, for samples whose NAL units have lengths of 4 bytes.
    ///
    /// Sets that are there twice are written once. The record's profile is the highest of the sets', its level
    /// too, and a constraint flag is set where all sets have it: the least a decoder must know to take all.
    ///
    /// - Parameter parameterSets: SPS and PPS NAL units in any order, without start code; a set that uses
    ///   another comes in the record behind it by its kind alone.
    /// - Throws: ``ConfigurationError``.
    public init(parameterSets: [[UInt8]]) throws(ConfigurationError) {
        var sequences: [[UInt8]] = []
        var pictures: [[UInt8]] = []
        for unit in parameterSets {
            guard let first = unit.first else { throw .malformed(.sequence) }
            switch first & 0x1F {
            case 7:
                guard (4...0xFFFF).contains(unit.count) else { throw .malformed(.sequence) }
                if !sequences.contains(unit) { sequences.append(unit) }
            case 8:
                guard (2...0xFFFF).contains(unit.count) else { throw .malformed(.picture) }
                if !pictures.contains(unit) { pictures.append(unit) }
            case let type: throw .notAParameterSet(type: Int(type))
            }
            if sequences.count > 31 { throw .tooMany(.sequence) }
            if pictures.count > 255 { throw .tooMany(.picture) }
        }
        guard var leading = sequences.first else { throw .missing(.sequence) }
        guard !pictures.isEmpty else { throw .missing(.picture) }
        for unit in sequences where unit[1] > leading[1] { leading = unit }
        var writer = BoxWriter()
        writer.u8(1)
        writer.u8(leading[1])
        writer.u8(sequences.reduce(0xFF) { $0 & $1[2] })
        writer.u8(sequences.reduce(0) { Swift.max($0, $1[3]) })
        writer.u8(0xFF)
        writer.u8(0xE0 | UInt8(sequences.count))
        for unit in sequences { writer.unit(unit) }
        writer.u8(UInt8(pictures.count))
        for unit in pictures { writer.unit(unit) }
        if ![66, 77, 88].contains(leading[1]) {
            var bits = ParameterSetBits(leading)
            bits.skip(32)
            _ = bits.golomb()
            let chroma = bits.golomb()
            if chroma == 3 { _ = bits.bit() }
            let luma = bits.golomb()
            let chromaDepth = bits.golomb()
            guard !bits.isOverrun, chroma <= 3, luma <= 7, chromaDepth <= 7 else {
                throw .malformed(.sequence)
            }
            writer.u8(0xFC | UInt8(chroma))
            writer.u8(0xF8 | UInt8(luma))
            writer.u8(0xF8 | UInt8(chromaDepth))
            writer.u8(0)
        }
        bytes = writer.bytes
        sequenceParameterSets = sequences
        pictureParameterSets = pictures
        lengthSize = 4
    }

    /// Takes a record as it is.
    ///
    /// - Throws: ``ConfigurationError/malformedRecord`` where it is cut short.
    public init(bytes: [UInt8]) throws(ConfigurationError) {
        var fields = BoxFields(bytes, in: 0..<bytes.count)
        guard fields.u8() == 1 else { throw .malformedRecord }
        fields.skip(3)
        lengthSize = Int(fields.u8() & 3) + 1
        let sequences = fields.units(count: Int(fields.u8() & 0x1F))
        let pictures = fields.units(count: Int(fields.u8()))
        guard !fields.isOverrun, lengthSize != 3 else { throw .malformedRecord }
        self.bytes = bytes
        sequenceParameterSets = sequences
        pictureParameterSets = pictures
    }
}
