extension FragmentedMP4 {
    /// What holds for a sample that says nothing of its own: `trex`, overridden by `tfhd`
    /// (ISO/IEC 14496-12, 8.8.3 and 8.8.7).
    struct SampleDefaults: Sendable, Hashable {
        /// 1-based position among the track's sample entries.
        var descriptionIndex: UInt32 = 1
        /// In the track's time scale.
        var duration: UInt32 = 0
        /// In bytes.
        var size: UInt32 = 0
        var flags = SampleFlags(rawValue: 0)
    }
}
