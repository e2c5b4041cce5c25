internal import Glibc

/// Writes a file whole or not at all.
///
/// The bytes go into a file without a name (`O_TMPFILE`), which gets its name by `linkat` when it is complete; a
/// process that is killed half-way leaves nothing behind. Where the file system has no such files, a temporary
/// name in the same folder and `rename` serve instead.
public enum OutputFile {
    /// Writes `bytes` to `path`.
    ///
    /// - Parameters:
    ///   - bytes: The content.
    ///   - path: Where to; its folder must exist.
    ///   - overwrites: Replace a file that is there already.
    /// - Throws: ``PrecutError/Kind/cannotWrite`` where the file exists, its folder is missing, or the disk is full.
    public static func write(_ bytes: [UInt8], to path: String, overwrites: Bool) throws(PrecutError) {
        if !overwrites { try requireFree(path) }
        if isSpecial(path) { return try writeInto(path, bytes) }
        let folder = folder(of: path)
        // The kernel's __O_TMPFILE | O_DIRECTORY; a macro that Swift does not import.
        let nameless = open(folder, 0o20000000 | O_DIRECTORY | O_WRONLY | O_CLOEXEC, 0o644)
        if nameless >= 0 {
            defer { close(nameless) }
            try writeAll(bytes, to: nameless, path: path)
            try name(nameless, as: path, overwrites: overwrites)
            return
        }
        guard errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL else {
            throw failure(path, "open", errno)
        }
        try writeNamed(bytes, to: path, overwrites: overwrites)
    }

    /// Refuses where `path` exists; what a command calls before it begins long work.
    public static func requireFree(_ path: String) throws(PrecutError) {
        if access(path, F_OK) == 0 { throw exists(path) }
    }

    /// Makes a folder and those above it; one that exists already is fine.
    public static func makeFolder(_ path: String) throws(PrecutError) {
        var partial = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            partial += (partial.isEmpty || partial.hasSuffix("/") ? "" : "/") + part
            if mkdir(partial, 0o777) != 0, errno != EEXIST { throw failure(partial, "mkdir", errno) }
        }
        guard isFolder(path) else { throw failure(path, "mkdir", ENOTDIR) }
    }

    /// Whether `path` is a folder.
    public static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Whether files may be made in a folder.
    static func isWritable(_ folder: String) -> Bool { access(folder, W_OK | X_OK) == 0 }

    /// Refuses where the folder of `path` is missing; what a command calls before it begins long work.
    public static func requireFolder(of path: String) throws(PrecutError) {
        guard !isFolder(folder(of: path)) else { return }
        throw failure(path, "open", access(folder(of: path), F_OK) == 0 ? ENOTDIR : ENOENT)
    }

    /// A device or a pipe, which is written into: to put a file in its place would break the machine.
    private static func isSpecial(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        return status.st_mode & S_IFMT != S_IFREG
    }

    private static func writeInto(_ path: String, _ bytes: [UInt8]) throws(PrecutError) {
        let descriptor = open(path, O_WRONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure(path, "open", errno) }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path: path)
    }

    private static func name(_ descriptor: Int32, as path: String, overwrites: Bool) throws(PrecutError) {
        let source = "/proc/self/fd/\(descriptor)"
        if linkat(AT_FDCWD, source, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 { return }
        guard errno == EEXIST else { throw failure(path, "linkat", errno) }
        guard overwrites else { throw exists(path) }
        let temporary = temporaryName(beside: path)
        guard linkat(AT_FDCWD, source, AT_FDCWD, temporary, AT_SYMLINK_FOLLOW) == 0 else {
            throw failure(path, "linkat", errno)
        }
        guard rename(temporary, path) == 0 else {
            let reason = errno
            unlink(temporary)
            throw failure(path, "rename", reason)
        }
    }

    private static func writeNamed(_ bytes: [UInt8], to path: String, overwrites: Bool) throws(PrecutError) {
        let temporary = temporaryName(beside: path)
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path, "open", errno) }
        defer { unlink(temporary) }
        do {
            defer { close(descriptor) }
            try writeAll(bytes, to: descriptor, path: path)
        }
        if overwrites {
            guard rename(temporary, path) == 0 else { throw failure(path, "rename", errno) }
        } else if link(temporary, path) != 0 {
            throw errno == EEXIST ? exists(path) : failure(path, "link", errno)
        }
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(PrecutError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
            }
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(path, "write", errno)
            }
            written += count
        }
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func temporaryName(beside path: String) -> String {
        let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
        return "\(folder(of: path))/.precut-\(getpid())-\(suffix).tmp"
    }

    private static func exists(_ path: String) -> PrecutError {
        PrecutError(
            .cannotWrite, code: "output-exists", "`\(path)` exists already",
            hint: "choose another name, or add `--force` to replace it")
    }

    private static func failure(_ path: String, _ function: String, _ reason: Int32) -> PrecutError {
        let hint: String? =
            switch reason {
            case ENOENT: "make the folder first: `mkdir -p \(folder(of: path))`"
            case ENOSPC, EDQUOT: "free some space, or write to another disk"
            case EACCES, EPERM, EROFS: "choose a folder that you may write to"
            default: nil
            }
        return PrecutError(
            .cannotWrite, code: "cannot-write", "cannot write `\(path)`",
            causes: ["\(function): \(String(cString: strerror(reason)))"], hint: hint)
    }
}
