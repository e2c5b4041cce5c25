import Glibc

/// Standard output carries data, standard error carries talk.
enum Console {
    /// Writes data to standard output; a reader that went away ends the program quietly, as in other tools.
    static func print(_ text: String, terminator: String = "") {
        write(text + terminator, to: STDOUT_FILENO)
    }

    /// Writes a line of talk to standard error.
    static func talk(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// Writes to standard error as it is: what a progress bar needs.
    static func draw(_ text: String) { write(text, to: STDERR_FILENO) }

    /// Whether standard error is a terminal that may be coloured.
    static var errorsAreColored: Bool { isatty(STDERR_FILENO) == 1 && mayColor }

    /// Whether standard output is a terminal that may be coloured.
    static var dataIsColored: Bool { isatty(STDOUT_FILENO) == 1 && mayColor }

    /// Whether somebody watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    private static var mayColor: Bool {
        guard let term = getenv("TERM"), String(cString: term) != "dumb" else { return false }
        guard let value = getenv("NO_COLOR") else { return true }
        return value.pointee == 0
    }

    /// Ends the program at once: what is on its way in other threads is given up.
    static func exit(_ status: Int32) -> Never { Glibc._exit(status) }

    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR || errno == EAGAIN { continue }
                return
            }
            bytes = bytes.dropFirst(count)
        }
    }
}
