internal import Glibc
internal import MovieFile

/// An output that has no name until it is complete and has been checked; without one it is gone with its last
/// reference, or with the process.
final class NewFile: Sendable {
    /// The name that it is to have.
    let path: String
    private let file: OpenFile
    /// The name that it has meanwhile, on file systems that know no nameless files.
    private let temporaryName: String?

    /// Opens a file in the folder of `path`.
    init(at path: String) throws(PrecutError) {
        self.path = path
        (file, temporaryName) = try OutputFile.openNew(at: path)
    }

    deinit {
        if let temporaryName { unlink(temporaryName) }
    }

    /// Adds bytes at the end.
    func append(_ bytes: [UInt8]) throws(PrecutError) { try file.write(bytes) }

    /// Adds a part of another file at the end.
    func append(_ scratch: ScratchFile, from offset: UInt64, count: UInt64) throws(PrecutError) {
        try scratch.copy(from: offset, count: count, to: file)
    }

    /// Names the file; from then on it is there, whole.
    ///
    /// - Parameter overwrites: Replace a file that has the name already.
    func giveName(overwrites: Bool) throws(PrecutError) {
        let source = temporaryName ?? "/proc/self/fd/\(file.descriptor)"
        if linkat(AT_FDCWD, source, AT_FDCWD, path, temporaryName == nil ? AT_SYMLINK_FOLLOW : 0) == 0 {
            return
        }
        guard errno == EEXIST else { throw OutputFile.failure(path, "linkat", errno) }
        guard overwrites else { throw OutputFile.exists(path) }
        // A name can only be taken over by renaming.
        let other = OutputFile.temporaryName(beside: path)
        guard linkat(AT_FDCWD, source, AT_FDCWD, other, temporaryName == nil ? AT_SYMLINK_FOLLOW : 0) == 0
        else { throw OutputFile.failure(path, "linkat", errno) }
        guard rename(other, path) == 0 else {
            let reason = errno
            unlink(other)
            throw OutputFile.failure(path, "rename", reason)
        }
    }
}

extension NewFile: ByteSource {
    var size: UInt64 { file.size }

    func read(at offset: UInt64, count: Int) throws(MovieReadError) -> [UInt8] {
        let size = size
        let available = size > offset ? size - offset : 0
        do {
            return try file.read(at: offset, count: Int(min(UInt64(max(count, 0)), available)))
        } catch {
            throw .unreadable(offset: offset, code: errno)
        }
    }
}
