extension Rule {
    /// Every rule there is, in the order of the codes of each topic. `HLS001` to `HLS099` are about playlists;
    /// a code keeps its meaning for good, and one that goes out of use is not given to another rule.
    public static let all: [Rule] =
        textRules + tagRules + segmentRules + playlistRules + encryptionRules + multivariantRules
        + mediaRules + timelineRules + clipRules

    /// The rule with `code`, in upper or lower case, or `nil`.
    public static func find(_ code: String) -> Rule? { byCode[code.uppercased()] }

    private static let byCode = Dictionary(all.map { ($0.code, $0) }) { first, _ in first }
}
