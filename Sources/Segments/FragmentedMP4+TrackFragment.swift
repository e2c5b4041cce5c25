extension FragmentedMP4 {
    /// The header of one track fragment: `tfhd`, `tfdt` and where its runs are (ISO/IEC 14496-12, 8.8.6 ff.).
    struct TrackFragment: Sendable {
        let trackID: Int
        /// An offset in the whole file, as the fragment's writer saw it.
        let baseDataOffset: UInt64?
        /// Without ``baseDataOffset``: data begins at the `moof` (else behind the track fragment before).
        let isBasedOnMovieFragment: Bool
        /// `trex` overridden by `tfhd`.
        let defaults: SampleDefaults
        /// `tfdt`; `nil` where it is missing.
        let decodeTime: UInt64?
        /// The `trun` boxes.
        let runs: [Box]

        /// Reads `traf`; `nil` without a whole `tfhd`.
        init?(_ bytes: [UInt8], traf: Box, defaults: [Int: SampleDefaults]) {
            let boxes = Array(Boxes(bytes, inside: traf))
            guard let header = boxes.first(where: { $0.type == .tfhd }) else { return nil }
            var fields = Fields(bytes, of: header)
            fields.skip(1)
            let flags = fields.u24()
            trackID = Int(fields.u32())
            var values = defaults[trackID] ?? SampleDefaults()
            baseDataOffset = flags & 0x000001 != 0 ? fields.u64() : nil
            if flags & 0x000002 != 0 { values.descriptionIndex = fields.u32() }
            if flags & 0x000008 != 0 { values.duration = fields.u32() }
            if flags & 0x000010 != 0 { values.size = fields.u32() }
            if flags & 0x000020 != 0 { values.flags = SampleFlags(rawValue: fields.u32()) }
            isBasedOnMovieFragment = flags & 0x020000 != 0
            guard !fields.isOverrun else { return nil }
            self.defaults = values
            var time: UInt64?
            if let box = boxes.first(where: { $0.type == .tfdt }) {
                var fields = Fields(bytes, of: box)
                let isLong = fields.u8() == 1
                fields.skip(3)
                let value = fields.u32or64(isLong: isLong)
                if !fields.isOverrun { time = value }
            }
            decodeTime = time
            runs = boxes.filter { $0.type == .trun }
        }
    }
}
