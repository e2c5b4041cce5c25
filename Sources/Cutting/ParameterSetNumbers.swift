internal import ElementaryStreams

/// The identifiers of H.264 parameter sets: whether one sample description can hold them all, and which are left
/// for pictures that are encoded anew.
public struct ParameterSetNumbers: Sendable {
    private var sets: [ParameterSetIdentifier: [UInt8]] = [:]
    /// Two different sets have the same identifier.
    public private(set) var conflict = false

    /// Knows no sets.
    public init() {}

    /// Notes the sets of one configuration, NAL units without start code.
    public mutating func add(_ units: [[UInt8]]) {
        for unit in units {
            guard let id = ParameterSetIdentifier(unit) else { continue }
            if let other = sets[id], other != unit { conflict = true }
            sets[id] = unit
        }
    }

    /// Identifiers from 0 to 31 that neither kind of set uses.
    public var free: [Int] {
        (0...31).filter { sets[.sequence($0)] == nil && sets[.picture($0)] == nil }
    }
}
