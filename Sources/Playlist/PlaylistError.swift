/// Why bytes are no playlist at all; everything short of that is read, with offences.
public enum PlaylistError: Error, Sendable, Hashable {
    /// There is nothing, or nothing but white space.
    case empty
    /// The bytes do not begin with `#EXTM3U` and hold no tag that a playlist could be made of.
    case notAPlaylist(looksLike: ContentGuess)
    /// There are more than ``PlaylistLimits/maximumBytes`` bytes.
    case tooLarge(bytes: Int, limit: Int)
    /// There are more than ``PlaylistLimits/maximumLines`` lines.
    case tooManyLines(limit: Int)
}
