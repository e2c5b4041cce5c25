extension Rule {
    /// The rules about how the segments lie in time.
    static let timelineRules: [Rule] = [
        .clockDrift, .unmarkedJump, .soundEndsApart, .soundStartsApart,
        .duplicateTimestamps,
        .playlistEndDiffers,
    ]

    /// The two clocks part.
    public static let clockDrift = Rule(
        "TIM001", "playlist clock drifts from the media", .warning,
        explanation: """
            The sum of EXTINF is not where the timestamps say a segment starts. A tool that places segments by \
            EXTINF cuts another frame than one that reads timestamps, and the difference grows.
            """,
        remedy: "Use `--zero playlist` to see what such a tool shows; compare both before cutting.",
        reference: "RFC 8216 4.3.2.1")
    /// Timestamps jump without a tag.
    public static let unmarkedJump = Rule(
        "TIM002", "timestamps jump without EXT-X-DISCONTINUITY", .error,
        explanation: """
            The first timestamp of a segment does not follow the last one of the segment before, although \
            nothing announces a break. Precut lays the parts end to end; players may stall or skip.
            """,
        remedy: "Keep cuts away from the place; the packager should have marked it.",
        reference: "RFC 8216 4.3.2.3")
    /// The streams end apart.
    public static let soundEndsApart = Rule(
        "TIM003", "sound and picture end apart", .info,
        explanation: """
            The last sample and the last frame do not end together. How long the snapshot is depends on which \
            one is asked; a request up to the later end may be refused.
            """,
        remedy: "End cuts before the earlier of the two.")
    /// The streams start apart.
    public static let soundStartsApart = Rule(
        "TIM004", "sound and picture start apart", .info,
        explanation: """
            The first sample is not heard when the first frame appears. A tool that measures from the \
            container's start means another zero than one that measures from the first frame.
            """,
        remedy: "Compare `--zero video` with `--zero earliest` near your cut.")
    /// Two frames, one time.
    public static let duplicateTimestamps = Rule(
        "TIM005", "frames with the same timestamp", .warning,
        explanation: "Two access units of one stream have the same PTS; the earlier one is never on screen.",
        remedy: "Keep cuts away from the place; the encoder or packager repeated a timestamp.")
    /// The ends of the clocks differ.
    public static let playlistEndDiffers = Rule(
        "TIM006", "playlist ends at another time than the media", .info,
        explanation: """
            The sum of EXTINF and the end of the last frame differ by more than one frame. Which of them limits \
            `endTime` is not documented.
            """,
        remedy: "End cuts before the smaller of the two.")
}
