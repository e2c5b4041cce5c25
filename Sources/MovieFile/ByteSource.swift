/// Bytes that can be read at any place: a file, a range of an object over HTTP, memory.
public protocol ByteSource {
    /// How many bytes there are.
    var size: UInt64 { get }

    /// Reads `count` bytes from `offset` on; fewer only where the source ends.
    ///
    /// ``MovieReader`` asks for no more than ``MovieReader/movieBoxLimit`` bytes at once.
    ///
    /// - Throws: ``MovieReadError/unreadable(offset:code:)``.
    func read(at offset: UInt64, count: Int) throws(MovieReadError) -> [UInt8]
}
