extension Rule {
    /// The rules about what is inside the segments.
    static let mediaRules: [Rule] = [
        .continuityErrors, .transportErrors, .junkBytes, .cutShort, .severalPrograms, .programMapChanged,
        .missingTimestamps, .timestampJumpInside, .unsupportedStream, .malformedMedia, .scrambledStream,
        .segmentUnreadable, .segmentWithoutKeyframe, .segmentStartsOffKeyframe, .formatChange,
        .undecodableStart, .gradualRefresh, .interlaced, .noTimedMedia,
    ]

    /// Packets are missing inside a segment.
    public static let continuityErrors = Rule(
        "MED001", "continuity counter jumps", .warning,
        explanation: """
            The continuity counter of a transport stream PID skips values, so packets were lost or reordered \
            before the segment was stored. Pictures or sound near that place may be damaged.
            """,
        remedy: "Look at the frames there with `precut frame`, and keep cuts away from damaged ones.",
        reference: "ISO/IEC 13818-1 2.4.3.3")
    /// Packets are marked as damaged.
    public static let transportErrors = Rule(
        "MED002", "packets flagged as damaged", .warning,
        explanation: """
            Transport packets carry `transport_error_indicator`: the equipment that wrote them knew that their \
            payload is wrong.
            """,
        remedy: "Look at the frames there with `precut frame`.", reference: "ISO/IEC 13818-1 2.4.3.3")
    /// Bytes that belong to nothing.
    public static let junkBytes = Rule(
        "MED003", "bytes that belong to no packet or box", .warning,
        explanation: "Reading had to skip bytes to find the next transport packet or box.",
        remedy: "Fetch the segment again; if it stays so, the packager wrote it damaged.")
    /// The end is missing.
    public static let cutShort = Rule(
        "MED004", "segment cut short", .warning,
        explanation: """
            The segment ends inside a packet, a box or an access unit. What came before the break is used; the \
            last frame may be missing or damaged.
            """,
        remedy: "Fetch the segment again; the transfer or the recording broke off.")
    /// A multiplex.
    public static let severalPrograms = Rule(
        "MED005", "several programs in one transport stream", .info,
        explanation: "HLS allows one program per segment. The first one with video was read.",
        remedy: "Remux the source with one program per rendition.", reference: "RFC 8216 3.2")
    /// Streams come or go.
    public static let programMapChanged = Rule(
        "MED006", "program map changes inside a segment", .warning,
        explanation: """
            The program map table assigns other PIDs in the middle of a segment. Players may lose sound or \
            picture there.
            """,
        remedy: "A change of streams belongs at a segment border behind EXT-X-DISCONTINUITY.",
        reference: "RFC 8216 3.2")
    /// Times had to be guessed.
    public static let missingTimestamps = Rule(
        "MED007", "access units without a timestamp", .info,
        explanation: """
            Some access units have no PTS of their own; theirs was derived from their neighbours by the frame \
            interval.
            """,
        remedy: "Nothing, unless cuts near them matter to the millisecond.")
    /// A break inside a segment.
    public static let timestampJumpInside = Rule(
        "MED008", "timestamps jump inside a segment", .error,
        explanation: """
            A decoding timestamp steps back, or forward by more than ten seconds, in the middle of a segment. \
            The axis of that segment cannot be trusted behind the place.
            """,
        remedy: "Keep cuts out of this segment.", reference: "RFC 8216 4.3.2.3")
    /// A codec that is not read.
    public static let unsupportedStream = Rule(
        "MED009", "stream that cannot be read", .info,
        explanation: "A stream is of a kind that Precut does not interpret; it is left out.",
        remedy: "Nothing, unless the clip is expected to carry it.")
    /// Structures that contradict themselves.
    public static let malformedMedia = Rule(
        "MED010", "malformed media structure", .warning,
        explanation: "A header, parameter set, table or box contradicts itself and was passed over.",
        remedy: "Look at the frames there with `precut frame`; the encoder or packager is at fault.")
    /// Encryption inside the container.
    public static let scrambledStream = Rule(
        "MED011", "scrambled stream", .error,
        explanation:
            "A stream's payload is encrypted inside the container (SAMPLE-AES or DRM) and cannot be decoded.",
        remedy: "Ask for an unencrypted rendition.")
    /// A segment that could not be loaded.
    public static let segmentUnreadable = Rule(
        "MED012", "segment missing or unreadable", .error,
        explanation: """
            A segment that the playlist names could not be loaded, or is no media. It counts as a gap: no frame \
            is known there, and times behind it rest on the timestamps that follow.
            """,
        remedy: "Ask again soon (snapshots live for one hour), and keep cuts away from it.")
    /// A segment that cannot be decoded by itself.
    public static let segmentWithoutKeyframe = Rule(
        "MED013", "segment without a keyframe", .warning,
        explanation: """
            No picture of the segment lets decoding begin, so each of its frames needs an earlier segment. A \
            tool that seeks by segments shows a wrong or grey picture there.
            """,
        remedy: "Set the encoder's keyframe interval to the segment length.", reference: "RFC 8216 3")
    /// A segment whose head depends on the one before.
    public static let segmentStartsOffKeyframe = Rule(
        "MED014", "segment does not begin with a keyframe", .info,
        explanation: "The first pictures of the segment need the segment before for decoding.",
        remedy: "Nothing for Precut; other tools may drop or damage those frames.", reference: "RFC 8216 3")
    /// Another size or codec.
    public static let formatChange = Rule(
        "MED015", "picture or sound format changes", .warning,
        explanation: """
            Size, codec or sample rate changes inside the snapshot. A lossless cut cannot cross the place.
            """,
        remedy: "Keep a clip on one side of the change, or expect it to be re-encoded.")
    /// The first frames cannot be shown.
    public static let undecodableStart = Rule(
        "MED016", "frames that refer to pictures which are not there", .warning,
        explanation: """
            The first frames refer to pictures from before the snapshot's beginning, so nobody can decode them. \
            Time still counts from the first of them.
            """,
        remedy: "Start cuts at the first keyframe or later.")
    /// No IDR.
    public static let gradualRefresh = Rule(
        "MED017", "gradual refresh instead of keyframes", .info,
        explanation: """
            The stream recovers over several pictures (recovery point SEI with `recovery_frame_cnt` above 0). \
            Decoding a frame needs a longer run-up, and a lossless cut is not possible.
            """,
        remedy: "Nothing for previews; expect clips to be re-encoded.", reference: "H.264 D.2.8")
    /// Fields.
    public static let interlaced = Rule(
        "MED018", "interlaced video", .info,
        explanation: "A frame holds two fields of different instants; pictures show both woven together.",
        remedy: "Nothing; times are those of frames.")
    /// Nothing to show.
    public static let noTimedMedia = Rule(
        "MED019", "segment without audio or video", .warning,
        explanation: "The segment could be read, but holds no access unit of a stream that is understood.",
        remedy: "Look at the segment with `ffprobe`.")
}
