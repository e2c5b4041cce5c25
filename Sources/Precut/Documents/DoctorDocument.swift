extension Diagnosis {
    /// `precut/doctor/1`.
    public var document: JSONValue {
        .members([
            "schema": "precut/doctor/1", "ok": .bool(isGood),
            "checks": .array(
                checks.map { check in
                    .members([
                        "name": .string(check.name), "found": .string(check.found), "ok": .bool(check.isGood),
                        "required": .bool(check.isRequired), "remedy": .text(check.remedy),
                    ])
                }),
        ])
    }
}
