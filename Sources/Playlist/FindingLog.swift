internal import Findings

/// Collects findings, a limited number for each rule.
struct FindingLog {
    private var findings: [Finding] = []
    private var counts: [String: Int] = [:]
    private var omitted: [Rule: Int] = [:]

    mutating func add(
        _ rule: Rule, _ message: @autoclosure () -> String, segment: Int? = nil, line: Int? = nil
    ) {
        let count = counts[rule.code, default: 0]
        counts[rule.code] = count + 1
        if count < PlaylistJudge.findingsPerRule {
            findings.append(Finding(rule, message(), segment: segment, line: line))
        } else {
            omit(rule, 1)
        }
    }

    /// Counts `count` more places at which `rule` was met.
    mutating func omit(_ rule: Rule, _ count: Int) { omitted[rule, default: 0] += count }

    /// The findings in the order of lines and codes.
    func finished() -> [Finding] {
        let rest = omitted.map { rule, count in Finding(rule, "the same in \(count) more places") }
        return (findings + rest).sorted {
            ($0.line ?? 0, $0.rule.code, $0.message) < ($1.line ?? 0, $1.rule.code, $1.message)
        }
    }
}
