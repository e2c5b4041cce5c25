/// Bytes that are in memory already.
public struct MemorySource: ByteSource, Sendable {
    /// All of them.
    public let bytes: [UInt8]

    /// A source of `bytes`.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// How many bytes there are.
    public var size: UInt64 { UInt64(bytes.count) }

    /// The bytes from `offset` on, `count` or as many as there are.
    public func read(at offset: UInt64, count: Int) -> [UInt8] {
        guard count > 0, offset < size else { return [] }
        // Below the size, which is an Int.
        let start = Int(offset)
        return Array(bytes[start..<(start + Swift.min(count, bytes.count - start))])
    }
}
