/// Why bytes are no coded ``SegmentIndex``; whoever meets one reads the segment again.
public enum IndexCodingError: Error, Sendable, Hashable {
    /// The bytes end before what they announce.
    case cutShort
    /// The first byte names a form that this version does not read.
    case unknownVersion(UInt8)
    /// The checksum does not belong to the bytes: they were damaged.
    case damaged
    /// A value that no index holds, ending before this offset.
    case malformed(position: Int)
    /// Bytes are left behind the index, from this offset on.
    case trailingBytes(position: Int)
}
