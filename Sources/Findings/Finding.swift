/// How much a finding matters.
public enum Severity: String, Sendable, Hashable, CaseIterable, Comparable {
    /// Worth knowing; nothing is wrong.
    case info
    /// Allowed or survivable, and likely to surprise somebody.
    case warning
    /// Breaks a rule of the format, or makes a part of the snapshot unusable.
    case error

    /// `info` is less than `warning` is less than `error`.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .info: 0
        case .warning: 1
        case .error: 2
        }
    }
}

/// One thing that is noteworthy about a playlist or its media, with its place and what to do.
public struct Finding: Sendable, Hashable {
    /// The rule that was met; its page is what `precut explain CODE` prints.
    public let rule: Rule
    /// How much it matters here; by default the rule's own severity.
    public let severity: Severity
    /// What was found, in one sentence without a full stop, with the values that show it.
    public let message: String
    /// The 0-based position of the media segment in the playlist, where it is about one.
    public let segment: Int?
    /// The 1-based line of the playlist, where it is about one.
    public let line: Int?

    /// Notes that `rule` was met.
    public init(
        _ rule: Rule, _ message: String, severity: Severity? = nil, segment: Int? = nil, line: Int? = nil
    ) {
        self.rule = rule
        self.severity = severity ?? rule.severity
        self.message = message
        self.segment = segment
        self.line = line
    }
}
