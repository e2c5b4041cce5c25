/// Where a NAL unit stands between two access units of a byte stream.
public enum AccessUnitBoundary: Sendable, Hashable {
    /// It belongs to the access unit before.
    case continues
    /// It is the first NAL unit of the next access unit.
    case begins
}
