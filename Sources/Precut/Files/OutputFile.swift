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
        if isSpecial(path) {
            let descriptor = open(path, O_WRONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw failure(path, "open", errno) }
            return try OpenFile(descriptor, path: path).write(bytes)
        }
        let file = try NewFile(at: path)
        try file.append(bytes)
        try file.giveName(overwrites: overwrites)
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

    /// Opens a file in the folder of `path` that has no name, or a temporary one where there is no other way.
    static func openNew(at path: String) throws(PrecutError) -> (OpenFile, temporaryName: String?) {
        // The kernel's __O_TMPFILE | O_DIRECTORY; a macro that Swift does not import.
        let nameless = open(folder(of: path), 0o20000000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o644)
        if nameless >= 0 { return (OpenFile(nameless, path: path), nil) }
        guard errno == EOPNOTSUPP || errno == EISDIR || errno == EINVAL else {
            throw failure(path, "open", errno)
        }
        let temporary = temporaryName(beside: path)
        let descriptor = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw failure(path, "open", errno) }
        return (OpenFile(descriptor, path: path), temporary)
    }

    /// Opens a file in the folder of `path` that never gets a name.
    static func openScratch(beside path: String) throws(PrecutError) -> OpenFile {
        let (file, temporary) = try openNew(at: path)
        if let temporary { unlink(temporary) }
        return file
    }

    private static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func temporaryName(beside path: String) -> String {
        let suffix = String(UInt64.random(in: .min ... .max), radix: 36)
        return "\(folder(of: path))/.precut-\(getpid())-\(suffix).tmp"
    }

    static func exists(_ path: String) -> PrecutError {
        PrecutError(
            .cannotWrite, code: "output-exists", "`\(path)` exists already",
            hint: "choose another name, or add `--force` to replace it")
    }

    static func failure(_ path: String, _ function: String, _ reason: Int32) -> PrecutError {
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
