public import Findings

/// Holds a playlist against the letter of RFC 8216 and of the draft of its second edition.
///
/// It never fails and never changes what was read: what a playlist is worth is for the caller to decide.
public enum PlaylistJudge {
    /// How many findings of one rule are listed; one more then says how many were not.
    public static let findingsPerRule = 1000

    /// Everything noteworthy about `document`, in the order of the lines; first what concerns no single line.
    ///
    /// - Complexity: Proportional to the size of the playlist.
    public static func findings(for document: PlaylistDocument) -> [Finding] {
        var log = FindingLog()
        switch document {
        case .media(let playlist):
            judge(playlist.offences, playlist.omittedOffences, &log)
            judgeVersion(playlist.version, playlist.features, &log)
            judgeWhole(playlist, &log)
            judgeLowLatency(playlist, &log)
            judgeSegments(playlist, &log)
            judgeDates(playlist, &log)
            judgeDateRanges(playlist, &log)
            judgeEncryption(playlist, &log)
        case .multivariant(let playlist):
            judge(playlist.offences, playlist.omittedOffences, &log)
            judgeVersion(playlist.version, playlist.features, &log)
            judgeVariants(playlist, &log)
            judgeRenditions(playlist, &log)
            judgeSession(playlist, &log)
        }
        return log.finished()
    }

    private static func judge(
        _ offences: [Offence], _ omitted: [Offence.Kind: Int], _ log: inout FindingLog
    ) {
        for offence in offences {
            log.add(offence.rule, offence.message, segment: offence.segment, line: offence.line)
        }
        for (kind, count) in omitted { log.omit(kind.rule, count) }
    }

    private static func judgeVersion(
        _ version: Int64?, _ features: [ProtocolFeature: Int], _ log: inout FindingLog
    ) {
        let declared = version.map { "EXT-X-VERSION is \($0)" } ?? "there is no EXT-X-VERSION, which means 1"
        for (feature, line) in features where feature.version > version ?? 1 {
            log.add(
                .versionTooLow, "\(feature.title) needs version \(feature.version), and \(declared)",
                line: line)
        }
        if let version, version > ProtocolFeature.newestVersion {
            log.add(.versionUnknown, declared)
        }
    }
}
