extension Rule {
    /// The rules about local clips.
    static let clipRules: [Rule] = [
        .clipTooShort, .clipTooLong, .clipWithGaps, .clipOfDamage, .clipSoundPartial, .clipNeedsEditList,
        .clipDrifts,
    ]

    /// Shorter than the service makes.
    public static let clipTooShort = Rule(
        "CLP001", "shorter than the short-clip API accepts", .warning,
        explanation: "The API makes clips of 100 ms and more; the local clip has no such limit.",
        remedy: "Move an edge before you send the request.")
    /// Longer than the service makes.
    public static let clipTooLong = Rule(
        "CLP002", "longer than the short-clip API accepts", .warning,
        explanation: "The API makes clips of at most 4 hours; the local clip has no such limit.",
        remedy: "Make several clips.")
    /// Media is missing inside.
    public static let clipWithGaps = Rule(
        "CLP003", "media is missing inside the clip", .warning,
        explanation: """
            A segment inside the range is a gap, cannot be read, or holds pictures that refer to ones that are not \
            there. The picture before stands until the next one, and there is silence.
            """,
        remedy: "Cut around the gap, or live with the freeze.", reference: "RFC 8216 4.3.2")
    /// Damaged pictures.
    public static let clipOfDamage = Rule(
        "CLP004", "damaged pictures were encoded", .warning,
        explanation: """
            The decoder complained about pictures that were encoded anew. They look as they do in the snapshot: \
            with errors.
            """,
        remedy: "Look at them with `precut frame`; choose another range or rendition.",
        reference: "H.264 8.2.5")
    /// Sound covers a part only.
    public static let clipSoundPartial = Rule(
        "CLP005", "sound does not cover the whole clip", .info,
        explanation: """
            The snapshot has no sound for the beginning or the end of the range, so the clip has none there \
            either. Nothing is shifted for it.
            """,
        remedy: "Nothing, unless sound is expected: `precut analyze` shows where it begins and ends.",
        reference: "ISO/IEC 14496-12 8.6.6")
    /// Players differ.
    public static let clipNeedsEditList = Rule(
        "CLP006", "players that ignore edit lists show more", .info,
        explanation: """
            What decoders need before the in point is in the file and hidden by an edit list. Players that ignore \
            edit lists (Firefox, mpv) begin earlier and play longer.
            """,
        remedy: "`--mode smart` makes a file that is the same everywhere.",
        reference: "ISO/IEC 14496-12 8.6.6")
    /// Placed by EXTINF.
    public static let clipDrifts = Rule(
        "CLP007", "the clip is not as long as the range", .info,
        explanation: """
            With `--zero playlist` both edges are found by the sums of EXTINF, and what lies between plays at the \
            pace of its timestamps. Where the two clocks drift inside the range, the clip is longer or shorter.
            """,
        remedy: "Nothing, if the edges are right; `precut analyze` shows the drift.",
        reference: "RFC 8216 4.3.2.1")
}
