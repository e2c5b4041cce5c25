import Glibc

/// Standard output carries data, standard error carries talk.
enum Console {
    /// Writes data to standard output; a reader that went away ends the program quietly, as in other tools.
    ///
    /// Control characters that a playlist may have brought in are shown, not sent to the terminal. A full disk or a
    /// closed output ends the program with 73: a script must not take half a document for a whole one.
    static func print(_ text: String, terminator: String = "") {
        let reason = write(harmless(text + terminator), to: STDOUT_FILENO)
        guard reason != 0 else { return }
        if reason == EPIPE { exit(0) }
        talk("error: cannot write to standard output\n  Caused by: \(String(cString: strerror(reason)))")
        exit(73)
    }

    /// Writes a line of talk to standard error.
    static func talk(_ text: String) { _ = write(text + "\n", to: STDERR_FILENO) }

    /// Writes to standard error as it is: what a progress bar needs.
    static func draw(_ text: String) { _ = write(text, to: STDERR_FILENO) }

    /// The text with control characters other than line breaks and tabs spelled out.
    static func harmless(_ text: String) -> String {
        let isHarmful: (Unicode.Scalar) -> Bool = { scalar in
            (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F...0x9F).contains(scalar.value)
        }
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        var output = ""
        for scalar in text.unicodeScalars {
            if isHarmful(scalar) {
                output += "\\u{" + String(scalar.value, radix: 16) + "}"
            } else {
                output.unicodeScalars.append(scalar)
            }
        }
        return output
    }

    /// Whether standard error is a terminal that may be coloured.
    static var errorsAreColored: Bool { isatty(STDERR_FILENO) == 1 && mayColor }

    /// Whether somebody watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    private static var mayColor: Bool {
        guard let term = getenv("TERM"), String(cString: term) != "dumb" else { return false }
        guard let value = getenv("NO_COLOR") else { return true }
        return value.pointee == 0
    }

    /// Ends the program at once: what is on its way in other threads is given up.
    static func exit(_ status: Int32) -> Never { Glibc._exit(status) }

    /// Returns 0, or why not everything could be written (`errno`).
    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                if errno == EINTR { continue }
                guard errno == EAGAIN else { return errno }
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
                continue
            }
            bytes = bytes.dropFirst(count)
        }
        return 0
    }
}
