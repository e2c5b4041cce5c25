extension FragmentedMP4 {
    /// The samples of one `trun` box (ISO/IEC 14496-12, 8.8.8), read one by one.
    struct SampleRun {
        /// What one sample says, defaults filled in.
        struct Sample: Sendable {
            var duration: UInt32
            var size: UInt32
            var flags: SampleFlags
            /// Composition time minus decoding time.
            var compositionOffset: Int64
        }

        /// The distance of the first sample from the fragment's base; `nil` where it follows the run before.
        let dataOffset: Int32?
        /// How many samples the box claims.
        let count: UInt32
        private let flags: UInt32
        private let defaults: SampleDefaults
        private let firstFlags: SampleFlags?
        private var fields: Fields
        private var delivered: UInt32 = 0

        init(_ bytes: [UInt8], box: Box, defaults: SampleDefaults) {
            fields = Fields(bytes, of: box)
            // Version 0 says that composition offsets are unsigned, version 1 signed. All are read as
            // signed, as libavformat does: none is ever as long as 2^31 ticks, and some writers mix them up.
            fields.skip(1)
            flags = fields.u24()
            count = fields.u32()
            dataOffset = flags & 0x000001 != 0 ? fields.i32() : nil
            firstFlags = flags & 0x000004 != 0 ? SampleFlags(rawValue: fields.u32()) : nil
            self.defaults = defaults
        }

        /// The box ends before the samples that it claims.
        var isCutShort: Bool { fields.isOverrun }

        /// The next sample; `nil` behind the last one, or where the box ends.
        mutating func next() -> Sample? {
            guard delivered < count, !fields.isOverrun else { return nil }
            var sample = Sample(
                duration: defaults.duration, size: defaults.size, flags: defaults.flags, compositionOffset: 0)
            if flags & 0x000100 != 0 { sample.duration = fields.u32() }
            if flags & 0x000200 != 0 { sample.size = fields.u32() }
            if flags & 0x000400 != 0 {
                sample.flags = SampleFlags(rawValue: fields.u32())
            } else if delivered == 0, let firstFlags {
                sample.flags = firstFlags
            }
            if flags & 0x000800 != 0 { sample.compositionOffset = Int64(fields.i32()) }
            guard !fields.isOverrun else { return nil }
            delivered += 1
            return sample
        }
    }
}
