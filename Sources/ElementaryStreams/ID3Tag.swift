/// An ID3v2 tag, as HLS puts it in front of packed audio (RFC 8216 3.4).
public struct ID3Tag: Sendable, Hashable {
    /// Bytes of the whole tag with its header, and its footer where it has one.
    public let byteCount: Int
    /// The 33-bit MPEG-2 timestamp of `com.apple.streaming.transportStreamTimestamp`, where the tag has one.
    public let transportStreamTimestamp: Int64?

    /// The owner of the private frame that carries the timestamp.
    private static let owner = Array("com.apple.streaming.transportStreamTimestamp".utf8) + [0]
    /// Frames looked at in one tag.
    private static let frameLimit = 1024

    /// Reads the tag at `offset`; `nil` where none begins there. The tag may be longer than the bytes.
    public init?(_ bytes: [UInt8], at offset: Int = 0) {
        guard offset >= 0, bytes.count - offset >= 10, Array(bytes[offset..<offset + 3]) == Array("ID3".utf8),
            bytes[offset + 3] != 0xFF, bytes[offset + 4] != 0xFF,
            let size = Self.synchsafe(bytes, offset + 6)
        else { return nil }
        let version = bytes[offset + 3]
        let flags = bytes[offset + 5]
        byteCount = 10 + size + (version >= 4 && flags & 0x10 != 0 ? 10 : 0)
        let end = min(offset + 10 + size, bytes.count)
        var position = offset + 10
        if flags & 0x40 != 0, version >= 3, end - position >= 4 {
            // Version 3 does not count the size field itself.
            position +=
                version >= 4
                ? Self.synchsafe(bytes, position) ?? size : Self.plain(bytes, position) + 4
        }
        var timestamp: Int64?
        for _ in 0..<Self.frameLimit where version >= 3 && timestamp == nil {
            guard position < end, end - position >= 10, bytes[position] != 0 else { break }
            let stated = version >= 4 ? Self.synchsafe(bytes, position + 4) : Self.plain(bytes, position + 4)
            guard let length = stated, length <= end - position - 10 else { break }
            let body = position + 10..<position + 10 + length
            if Array(bytes[position..<position + 4]) == Array("PRIV".utf8) {
                timestamp = Self.timestamp(bytes, body)
            }
            position = body.upperBound
        }
        transportStreamTimestamp = timestamp
    }

    private static func timestamp(_ bytes: [UInt8], _ body: Range<Int>) -> Int64? {
        guard body.count >= owner.count + 8, bytes[body].starts(with: owner) else { return nil }
        var value: UInt64 = 0
        for byte in bytes[body.lowerBound + owner.count..<body.lowerBound + owner.count + 8] {
            value = value << 8 | UInt64(byte)
        }
        return Int64(value & 0x1_FFFF_FFFF)
    }

    /// Four bytes of seven bits each; `nil` where a top bit is set.
    private static func synchsafe(_ bytes: [UInt8], _ offset: Int) -> Int? {
        var value = 0
        for byte in bytes[offset..<offset + 4] {
            guard byte < 0x80 else { return nil }
            value = value << 7 | Int(byte)
        }
        return value
    }

    private static func plain(_ bytes: [UInt8], _ offset: Int) -> Int {
        bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
    }
}
