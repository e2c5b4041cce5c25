extension PrecutError {
    /// `precut/error/1`.
    public var document: JSONValue {
        .members([
            "schema": "precut/error/1",
            "error": .members([
                "code": .string(code), "message": .string(message),
                "causes": .array(causes.map { .string($0) }), "hint": .text(hint),
            ]),
        ])
    }
}
