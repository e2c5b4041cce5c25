/// Why a decoder configuration cannot be made.
public enum ConfigurationError: Error, Sendable, Hashable {
    /// A needed kind of parameter set is missing.
    case missing(ParameterSetKind)
    /// More parameter sets of a kind than the record can count.
    case tooMany(ParameterSetKind)
    /// A NAL unit is empty, cut short, longer than 65535 bytes, or makes no sense.
    case malformed(ParameterSetKind)
    /// A NAL unit of another type than parameter sets have.
    case notAParameterSet(type: Int)
    /// The bytes are no record, or a cut one.
    case malformedRecord
    /// The bytes do not begin with an AC-3 frame.
    case notAC3

    /// The kinds of parameter set.
    public enum ParameterSetKind: Sendable, Hashable {
        /// Video parameter set (HEVC).
        case video
        /// Sequence parameter set.
        case sequence
        /// Picture parameter set.
        case picture
    }
}
