/// Something wrong in a movie's header that reading survived; facts only.
public enum MovieDefect: Error, Sendable, Hashable {
    /// A `trak` was left out because this box is missing or makes no sense.
    case trackLeftOut(position: Int, box: String)
    /// `stts` speaks of another number of samples than there are; the last duration is repeated.
    case durations(track: UInt32, count: Int, samples: Int)
    /// `ctts` speaks of another number of samples than there are; the last offset is repeated.
    case compositionOffsets(track: UInt32, count: Int, samples: Int)
    /// The chunks hold another number of samples than there are sizes; the smaller number is read.
    case chunks(track: UInt32, count: Int, sizes: Int)
    /// A chunk does not end before the file does, the first such one.
    case chunkBeyondFile(track: UInt32, chunk: Int)
    /// A table claims more entries than its box has room for; those there are were read.
    case tableCutShort(track: UInt32, box: String)
    /// The matrix is no quarter turn; it is ignored.
    case matrix(track: UInt32)
    /// A decoder configuration cannot be read.
    case configuration(track: UInt32, box: String)
}
