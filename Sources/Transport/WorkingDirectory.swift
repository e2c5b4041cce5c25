internal import Glibc

/// The process's working directory, which relative paths start from.
enum WorkingDirectory {
    /// An absolute path without `.` and `..`, by its letters alone. C: `getcwd`.
    static func absolutePath(_ path: String) -> String {
        if path.hasPrefix("/") { return URIReference.removingDotSegments(path) }
        guard let buffer = getcwd(nil, 0) else { return path }
        defer { free(buffer) }
        return URIReference.removingDotSegments(String(cString: buffer) + "/" + path)
    }
}
