internal import Synchronization

/// A file without a name for payload that is on its way into an output: it is gone with the process, however that
/// ends. Any thread may append and read at any time.
final class ScratchFile: Sendable {
    private let file: OpenFile
    private let end = Mutex<UInt64>(0)

    /// Makes the file in the folder of `path`, where the output will be: copying from one to the other stays
    /// inside one file system.
    init(beside path: String) throws(PrecutError) { file = try OutputFile.openScratch(beside: path) }

    /// Bytes so far.
    var size: UInt64 { end.withLock { $0 } }

    /// Adds bytes at the end.
    ///
    /// - Returns: Where the first of them lies.
    func append(_ bytes: [UInt8]) throws(PrecutError) -> UInt64 {
        let offset = end.withLock { end in
            defer { end += UInt64(bytes.count) }
            return end
        }
        try file.write(bytes, at: offset)
        return offset
    }

    /// Reads bytes that were appended before.
    func read(at offset: UInt64, count: Int) throws(PrecutError) -> [UInt8] {
        try file.read(at: offset, count: count)
    }

    /// Copies bytes to where another file's position stands, without bringing them into this program.
    func copy(from offset: UInt64, count: UInt64, to target: OpenFile) throws(PrecutError) {
        try file.copy(from: offset, count: count, to: target)
    }
}
