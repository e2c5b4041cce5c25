public import Findings

/// `precut/explain/1`.
public enum ExplainDocument {
    /// The document about some rules.
    public static func value(_ rules: [Rule]) -> JSONValue {
        .members([
            "schema": "precut/explain/1",
            "rules": .array(
                rules.map { rule in
                    .members([
                        "code": .string(rule.code), "severity": .string(rule.severity.rawValue),
                        "title": .string(rule.title), "explanation": .string(rule.explanation),
                        "remedy": .string(rule.remedy), "reference": .text(rule.reference),
                    ])
                }),
        ])
    }
}
