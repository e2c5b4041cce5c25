/// What becomes of the pictures of a clip, part by part in the file's decoding order.
public struct PicturePlan: Sendable {
    /// A stretch of pictures that are treated alike.
    public struct Part: Sendable {
        /// What is done with them.
        public enum Work: Sendable, Hashable {
            /// Their coded bytes go into the file as they are.
            case copy
            /// They are decoded and encoded anew, beginning with an IDR.
            case encode(EncodeReason)
        }

        /// What is done.
        public var work: Work
        /// Copied: positions in decoding order, hidden ones included. Encoded: positions in order of presentation.
        public var pictures: [Int32]
        /// The ranks of those of them that are shown.
        public var shown: Range<Int>
    }

    /// The parts; each ends before the next one begins, in decoding and in presentation.
    public let parts: [Part]
    /// What the pictures are.
    public let shown: ShownPictures

    /// Pictures shown whose bytes are the source's own.
    public var copiedCount: Int { count { $0 == .copy } }
    /// Pictures shown that are encoded anew.
    public var encodedCount: Int { count { $0 != .copy } }

    private func count(_ matches: (Part.Work) -> Bool) -> Int {
        parts.reduce(0) { $0 + (matches($1.work) ? $1.shown.count : 0) }
    }
}

/// What stands in the way of copying pictures, known from outside of the pictures themselves.
public struct CopyObstacles: Sendable {
    /// No picture at all may be copied, and why.
    public var everything: EncodeReason?
    /// Decoders must be told where pictures of the codec lead: see ``DecodingEntry``.
    public var marksSkippedLeading: Bool

    /// Names what is known.
    public init(everything: EncodeReason? = nil, marksSkippedLeading: Bool = false) {
        self.everything = everything
        self.marksSkippedLeading = marksSkippedLeading
    }
}
