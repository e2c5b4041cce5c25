import ElementaryStreams

extension FragmentedMP4 {
    /// The 32 bits that say what depends on a sample (ISO/IEC 14496-12, 8.8.3.1).
    struct SampleFlags: Sendable, Hashable {
        let rawValue: UInt32

        private var isLeading: UInt32 { rawValue >> 26 & 3 }
        private var dependsOn: UInt32 { rawValue >> 24 & 3 }
        private var isDependedOn: UInt32 { rawValue >> 22 & 3 }
        private var isNonSync: Bool { rawValue >> 16 & 1 == 1 }

        /// What can be said of a picture whose bytes cannot be looked at.
        ///
        /// A sync sample of HEVC may be an IDR or a CRA picture; CRA is the cautious answer.
        func facts(codec: Codec) -> PictureFacts {
            let isSync = !isNonSync && dependsOn != 1
            return PictureFacts(
                pictureClass: isSync ? (codec == .hevc ? .cra : .idr) : .predicted,
                isReference: isDependedOn != 2,
                isSkippedLeading: isLeading == 1)
        }
    }
}
