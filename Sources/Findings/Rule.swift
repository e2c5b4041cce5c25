/// A kind of finding: its code never changes its meaning.
public struct Rule: Sendable, Hashable {
    /// The stable code: `HLS…` playlist, `MED…` media inside segments, `TIM…` timeline.
    public let code: String
    /// The bad pattern in a few words, lower-case, never the cure: `EXTINF longer than the target duration`.
    public let title: String
    /// The severity unless a finding says otherwise.
    public let severity: Severity
    /// What it is and why it hurts: one to four sentences.
    public let explanation: String
    /// What to do about it: one or two sentences.
    public let remedy: String
    /// The section that it rests on, `RFC 8216 4.3.2.1`, or `nil`.
    public let reference: String?

    /// Describes a rule.
    public init(
        _ code: String, _ title: String, _ severity: Severity, explanation: String, remedy: String,
        reference: String? = nil
    ) {
        self.code = code
        self.title = title
        self.severity = severity
        self.explanation = explanation
        self.remedy = remedy
        self.reference = reference
    }

    /// Rules are the same when their codes are.
    public static func == (left: Rule, right: Rule) -> Bool { left.code == right.code }

    /// Hashes the code.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}
