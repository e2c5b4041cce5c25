import ElementaryStreams
import ExactTime

/// The compact binary form of a ``SegmentIndex``, for caches on disk.
///
/// A version byte, the index, and a checksum of four bytes. Access units are stored by property, each as its
/// difference from what the unit before predicts: a video frame takes 5 to 10 bytes, an AAC frame about 3.
/// There is no promise across versions: a reader that meets another version says so, and the index is made
/// again from the segment.
public enum SegmentIndexCoder {
    /// The form that ``encode(_:)`` writes and ``decode(_:)`` reads.
    public static let version: UInt8 = 1

    /// Writes `index`.
    ///
    /// Every index that a reader of this module made can be read back equal. Sizes, positions and references
    /// to configurations that no segment can have are written, but refused by ``decode(_:)``.
    public static func encode(_ index: SegmentIndex) -> [UInt8] {
        var writer = IndexCodingWriter()
        writer.byte(version)
        writer.byte(index.container.code)
        writer.signed(index.byteCount)
        writer.list(index.streams) { $0.stream($1, in: index.container) }
        writer.list(index.defects) { $0.defect($1) }
        let sum = checksum(writer.bytes[...])
        for shift: UInt32 in [24, 16, 8, 0] { writer.byte(UInt8(truncatingIfNeeded: sum >> shift)) }
        return writer.bytes
    }

    /// Reads what ``encode(_:)`` wrote.
    ///
    /// - Throws: an ``IndexCodingError`` for all other bytes; memory stays within some hundred times theirs.
    public static func decode(_ bytes: [UInt8]) throws(IndexCodingError) -> SegmentIndex {
        guard let found = bytes.first else { throw .cutShort }
        guard found == version else { throw .unknownVersion(found) }
        guard bytes.count >= 5 else { throw .cutShort }
        let body = bytes.dropLast(4)
        let sum = bytes.suffix(4).reduce(UInt32(0)) { ($0 << 8) | UInt32($1) }
        guard sum == checksum(body) else { throw .damaged }
        var reader = IndexCodingReader(bytes, in: 1..<body.endIndex)
        guard let container = Container(code: try reader.byte()) else { throw reader.malformed }
        var index = SegmentIndex(container: container, byteCount: try reader.size())
        index.streams = try reader.list { reader throws(IndexCodingError) in
            try reader.stream(in: container)
        }
        index.defects = try reader.list { reader throws(IndexCodingError) in try reader.defect() }
        guard reader.remaining == 0 else { throw .trailingBytes(position: reader.position) }
        return index
    }

    /// FNV-1a of 32 bits: finds damage, not malice.
    static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
        bytes.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}
