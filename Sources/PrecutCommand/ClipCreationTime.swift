import ArgumentParser
import Glibc
import Precut

/// `--creation-time`: RFC 3339, seconds since 1970, or `now`; mp4 counts whole seconds from 1904 on.
enum ClipCreationTime {
    /// Seconds since 1970-01-01T00:00:00Z, a part of a second dropped.
    static func read(_ text: String) throws -> Int64 {
        if text == "now" { return Int64(time(nil)) }
        if let seconds = Int64(text) { return try checked(seconds, text) }
        guard let clock = WallClock.read(text.utf8) else {
            throw ValidationError(
                "`\(text)` is no creation time: write it as in 2026-03-01T12:00:00Z, as seconds since 1970, or `now`"
            )
        }
        guard clock.writtenOffset != nil else {
            throw ValidationError("`\(text)` names no time zone: add Z, or an offset such as +09:00")
        }
        guard let seconds = Int64(exactly: clock.secondsSinceEpoch.rounded(.down)) else {
            throw outOfRange(text)
        }
        return try checked(seconds, text)
    }

    /// 1904-01-01, where mp4's calendar begins, to the end of the year 9999.
    private static let limits: ClosedRange<Int64> = -2_082_844_800...253_402_300_799

    private static func checked(_ seconds: Int64, _ text: String) throws -> Int64 {
        guard limits.contains(seconds) else { throw outOfRange(text) }
        return seconds
    }

    private static func outOfRange(_ text: String) -> ValidationError {
        ValidationError("`\(text)` cannot be written into an mp4 file, whose calendar begins in 1904")
    }
}
