/// By which number pictures refer to an H.264 parameter set (ITU-T H.264 7.3.2.1, 7.3.2.2).
public enum ParameterSetIdentifier: Sendable, Hashable {
    /// `seq_parameter_set_id`, 0 to 31.
    case sequence(Int)
    /// `pic_parameter_set_id`, 0 to 255.
    case picture(Int)

    /// Reads it from a NAL unit without start code; `nil` for any other unit and for numbers out of range.
    public init?(_ unit: [UInt8]) {
        guard let header = unit.first else { return nil }
        var reader = BitReader(unit, 0..<unit.count)
        switch header & 31 {
        case 7:
            reader.skip(32)
            let id = reader.unsignedGolomb()
            guard !reader.overran, id < 32 else { return nil }
            self = .sequence(id)
        case 8:
            reader.skip(8)
            let id = reader.unsignedGolomb()
            guard !reader.overran, id < 256 else { return nil }
            self = .picture(id)
        default: return nil
        }
    }
}
