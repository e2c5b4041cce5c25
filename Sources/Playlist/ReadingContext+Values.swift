internal import ExactTime

/// Takes typed values out of an attribute list and notes what is not of its type.
extension ReadingContext {
    /// A quoted-string.
    mutating func string(_ list: AttributeList, _ name: String, isRequired: Bool = false) -> String? {
        guard let attribute = list[name] else {
            if isRequired { note(.missingAttribute, attribute: name) }
            return nil
        }
        if !attribute.isQuoted { note(.attributeQuoting, attribute: name, attribute.value) }
        return attribute.value
    }

    /// A quoted-string that holds several values between separators; empty ones are left out.
    mutating func strings(_ list: AttributeList, _ name: String, separator: Character = ",") -> [String] {
        guard let value = string(list, name) else { return [] }
        return value.split(separator: separator).map { part in
            String(part.drop { $0 == " " })
        }
    }

    /// An enumerated-string.
    mutating func word(
        _ list: AttributeList, _ name: String, of allowed: [String] = [], isRequired: Bool = false
    ) -> String? {
        guard let value = unquoted(list, name, isRequired: isRequired) else { return nil }
        if !allowed.isEmpty, !allowed.contains(value) { note(.malformedAttribute, attribute: name, value) }
        return value
    }

    /// YES or NO; no where it is neither.
    mutating func yesOrNo(_ list: AttributeList, _ name: String) -> Bool {
        word(list, name, of: ["YES", "NO"]) == "YES"
    }

    /// A decimal-integer.
    mutating func integer(_ list: AttributeList, _ name: String, isRequired: Bool = false) -> Int64? {
        guard let value = unquoted(list, name, isRequired: isRequired) else { return nil }
        guard let number = Self.integer(value.utf8) else {
            note(.malformedAttribute, attribute: name, value)
            return nil
        }
        return number
    }

    /// A decimal-floating-point, or a signed one, exact.
    mutating func decimal(
        _ list: AttributeList, _ name: String, isSigned: Bool = false, isRequired: Bool = false
    ) -> Rational? {
        guard let value = unquoted(list, name, isRequired: isRequired) else { return nil }
        guard let reading = try? DecimalText.read(value.utf8), isSigned || reading.value >= .zero else {
            note(.malformedAttribute, attribute: name, value)
            return nil
        }
        return reading.value
    }

    /// A number of seconds.
    mutating func duration(
        _ list: AttributeList, _ name: String, isSigned: Bool = false, isRequired: Bool = false
    ) -> MediaDuration? {
        decimal(list, name, isSigned: isSigned, isRequired: isRequired).map(MediaDuration.init)
    }

    /// A quoted date and time.
    mutating func date(_ list: AttributeList, _ name: String, isRequired: Bool = false) -> WallClock? {
        guard let value = string(list, name, isRequired: isRequired) else { return nil }
        return date(value.utf8, attribute: name)
    }

    /// A date and time.
    mutating func date(_ text: some Collection<UInt8>, attribute: String? = nil) -> WallClock? {
        guard let date = WallClock.read(text) else {
            note(.dateUnreadable, attribute: attribute, text)
            return nil
        }
        if date.writtenOffset == nil { note(.dateWithoutZone, attribute: attribute, text) }
        return date
    }

    /// A decimal-resolution.
    mutating func resolution(_ list: AttributeList, _ name: String) -> Resolution? {
        guard let value = unquoted(list, name) else { return nil }
        let parts = value.split(separator: "x", omittingEmptySubsequences: false)
        guard parts.count == 2, let width = Self.integer(parts[0].utf8),
            let height = Self.integer(parts[1].utf8)
        else {
            note(.malformedAttribute, attribute: name, value)
            return nil
        }
        return Resolution(width: width, height: height)
    }

    private mutating func unquoted(
        _ list: AttributeList, _ name: String, isRequired: Bool = false
    ) -> String? {
        guard let attribute = list[name] else {
            if isRequired { note(.missingAttribute, attribute: name) }
            return nil
        }
        if attribute.isQuoted { note(.attributeQuoting, attribute: name, attribute.value) }
        return attribute.value
    }
}
