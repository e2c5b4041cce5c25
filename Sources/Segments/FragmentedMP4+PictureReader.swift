import ElementaryStreams

extension FragmentedMP4 {
    /// Reads the NAL units of the samples of one sample entry.
    struct PictureReader {
        private var parser: VideoStreamParser
        private let lengthSize: Int

        /// Begins with the parameter sets of `record`; `nil` for a codec without NAL units.
        init?(codec: Codec, record: ParameterSetRecord) {
            guard var parser = VideoStreamParser(codec: codec) else { return nil }
            for unit in record.parameterSets { parser.readParameterSet(unit) }
            self.parser = parser
            lengthSize = record.lengthSize
        }

        /// What one sample holds.
        struct Reading {
            var facts: AccessUnitFacts
            /// The lengths of its NAL units add up to its size.
            var isComplete: Bool
        }

        /// Reads the sample at `range` of `bytes`; samples are read in decoding order.
        mutating func read(_ bytes: [UInt8], at range: Range<Int>) -> Reading {
            let scan = NALUnitScanner.lengthPrefixed(bytes, in: range, lengthSize: lengthSize)
            return Reading(
                facts: parser.readAccessUnit(bytes, nalUnits: scan.units), isComplete: scan.isComplete)
        }
    }
}
