internal import CFFmpegShims

/// FFmpeg's log, taken off standard error: the last error line of each thread is kept for error reports.
enum LibraryLog {
    private static let isInstalled: Bool = {
        cffmpeg_log_install()
        return true
    }()

    /// Silences FFmpeg (once a process) and forgets what this thread's earlier jobs left behind.
    static func begin() {
        guard isInstalled else { return }
        cffmpeg_log_forget()
    }

    /// The last error line on this thread since ``begin()``.
    static var line: String? {
        guard let text = cffmpeg_log_line(), text.pointee != 0 else { return nil }
        return String(cString: text)
    }
}
