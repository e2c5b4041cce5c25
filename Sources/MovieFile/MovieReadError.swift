/// Why a file's header cannot be read.
public enum MovieReadError: Error, Sendable, Hashable {
    /// The source could not give its bytes; `code` is the source's own, an `errno` for files.
    case unreadable(offset: UInt64, code: Int32)
    /// The bytes do not begin with boxes of a movie file.
    case notAMovie
    /// There is no `moov` box.
    case noMovieBox
    /// The samples are in movie fragments (`moof`, `mvex`): another reader's business.
    case fragmented
    /// `moov` is compressed (QuickTime's `cmov`).
    case compressedMovieBox
    /// `moov` is longer than ``MovieReader/movieBoxLimit``.
    case movieBoxTooLarge(size: UInt64)
    /// The file ends inside the `moov` box at this offset.
    case cutShort(offset: UInt64)
    /// More than 65,536 boxes at the top.
    case tooManyBoxes
    /// `mvhd` is missing, cut short or has a time scale of 0.
    case malformedMovieHeader
    /// More samples than can be put in presentation order: 4 million.
    case tooManySamples(track: UInt32, count: Int)
    /// An edit plays at another speed than the normal one.
    case editRate(track: UInt32, edit: Int, rate: Int32)
}
