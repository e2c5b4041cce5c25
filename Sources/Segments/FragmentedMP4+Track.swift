import ElementaryStreams
import ExactTime

extension FragmentedMP4 {
    /// What the initialization section says of one track.
    struct Track: Sendable {
        /// `track_ID`, never 0.
        let id: Int
        let kind: StreamKind
        let timeBase: TimeBase
        let language: String?
        /// Clockwise degrees.
        let rotation: Int
        /// What the edit list adds to every timestamp.
        let editShift: Int64
        /// `stsd`'s entries, in its order; never empty.
        let entries: [SampleEntry]
    }
}
