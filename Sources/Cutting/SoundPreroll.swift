/// What a decoder must be given before the first unit that is heard, so that it sounds as in a whole decode.
public enum SoundPreroll: Sendable, Hashable {
    /// So many units: the overlap of transforms and filters.
    case units(Int)
    /// MPEG audio layer III: as many units for the overlap, and before those as many as hold the bytes of main data
    /// that the bit reservoir may reach back (`main_data_begin`, ISO/IEC 11172-3 2.4.2.7).
    case reservoir(overlap: Int)

    /// `main_data_begin` has nine bits.
    static let reservoirLimit = 511
    /// Header, checksum and side information of a stereo MPEG-1 frame: bytes of a unit that hold no main data.
    static let reservoirOverhead = 4 + 2 + 32
    /// At the lowest bit rates hardly a byte is left; no reservoir that is in use reaches further back.
    static let reservoirUnits = 32

    /// The most units that can be needed.
    public var limit: Int {
        switch self {
        case .units(let count): max(0, count)
        case .reservoir(let overlap): max(0, overlap) + Self.reservoirUnits
        }
    }

    /// How many units are needed.
    ///
    /// - Parameter sizes: Those of the units before the first one heard, nearest first; as many as there are.
    /// - Returns: The number, or `nil` where all of `sizes` together do not suffice.
    public func count(sizes: some Sequence<UInt32>) -> Int? {
        let overlap: Int
        switch self {
        case .units(let count): overlap = max(0, count)
        case .reservoir(let count): overlap = max(0, count)
        }
        var count = 0
        var reserve = 0
        let wanted = self == .units(overlap) ? 0 : Self.reservoirLimit
        for size in sizes {
            if count >= overlap, reserve >= wanted { return count }
            if count >= overlap { reserve += max(0, Int(size) - Self.reservoirOverhead) }
            count += 1
            if count >= limit { return count }
        }
        return count >= overlap && reserve >= wanted ? count : nil
    }
}
