/// A part of a resource: `length` bytes from `offset` on (RFC 8216 4.3.2.2).
public struct ByteRange: Sendable, Hashable {
    /// The place of the first byte, counted from zero.
    public let offset: Int64
    /// The number of bytes.
    public let length: Int64

    /// Makes a range; `nil` where a part is negative or the end is beyond 2⁶³ − 1.
    public init?(offset: Int64, length: Int64) {
        guard offset >= 0, length >= 0, !offset.addingReportingOverflow(length).overflow else { return nil }
        self.offset = offset
        self.length = length
    }

    /// The place behind the last byte.
    public var end: Int64 { offset + length }
}
