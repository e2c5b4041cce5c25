extension FragmentedMP4 {
    /// What the movie says for all its tracks (ISO/IEC 14496-12, 8.2.2).
    struct MovieHeader: Sendable {
        /// Ticks a second of durations in edit lists; 0 where there is no header.
        var timeScale: UInt32 = 0
        var matrix = TransformMatrix.identity
    }
}
