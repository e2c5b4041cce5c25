internal import ExactTime

/// Reads the tags that both kinds of playlist may hold (RFC 8216 4.3.1, 4.3.5; second edition 4.4.2).
extension ReadingContext {
    /// EXT-X-VERSION.
    mutating func version(_ range: Range<Int>) -> Int64? {
        guard let version = Self.integer(bytes[range]), version >= 1 else {
            note(.malformedTag, bytes[range])
            return nil
        }
        return version
    }

    /// EXT-X-START.
    mutating func start(_ range: Range<Int>) -> StartPoint? {
        let list = attributes(in: range)
        let isPrecise = yesOrNo(list, "PRECISE")
        guard let offset = duration(list, "TIME-OFFSET", isSigned: true, isRequired: true) else { return nil }
        return StartPoint(timeOffset: offset, isPrecise: isPrecise, line: line)
    }

    /// EXT-X-DEFINE, with what the reader was given from outside.
    mutating func definition(
        _ range: Range<Int>, imported: [String: String], queryParameters: [String: String]
    ) -> VariableDefinition? {
        use(.variables)
        let list = attributes(in: range)
        let name = string(list, "NAME")
        let imports = string(list, "IMPORT")
        let parameter = string(list, "QUERYPARAM")
        if parameter != nil { use(.queryParameters) }
        let definition: VariableDefinition
        switch (name, imports, parameter) {
        case (let name?, nil, nil):
            definition = VariableDefinition(
                name: name, value: string(list, "VALUE", isRequired: true), origin: .value, line: line)
        case (nil, let name?, nil):
            definition = VariableDefinition(name: name, value: imported[name], origin: .imported, line: line)
        case (nil, nil, let name?):
            let value = queryParameters[name].flatMap { $0.isEmpty ? nil : $0 }
            definition = VariableDefinition(name: name, value: value, origin: .queryParameter, line: line)
        default:
            note(.flawedDefinition, bytes[range])
            return nil
        }
        let isName = !definition.name.isEmpty && definition.name.utf8.allSatisfy(Variables.isNameByte)
        if !isName || (definition.value == nil && definition.origin != .value) {
            note(.flawedDefinition, definition.name)
        } else if let value = definition.value, !variables.define(definition.name, value) {
            note(.flawedDefinition, definition.name)
        }
        return definition
    }
}
