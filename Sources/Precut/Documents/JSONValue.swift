public import ExactTime

/// A JSON value that keeps its members in order and its numbers exact.
///
/// Times are written from fractions straight into digits, so none of them ever is a `Double`.
public enum JSONValue: Sendable, Hashable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number in its final digits.
    case number(String)
    /// Text.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Members in order.
    case object([Member])

    /// A name and its value.
    public struct Member: Sendable, Hashable {
        /// The name, camelCase.
        public let name: String
        /// The value.
        public let value: JSONValue
    }

    /// An object from a literal, members in the order written.
    public static func members(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
        .object(members.map { Member(name: $0.key, value: $0.value) })
    }

    /// Milliseconds with at most six decimals, or `null`.
    public static func milliseconds(_ instant: MediaInstant?) -> JSONValue {
        instant.map { .number($0.millisecondsText) } ?? .null
    }

    /// Milliseconds with at most six decimals, or `null`.
    public static func milliseconds(_ duration: MediaDuration?) -> JSONValue {
        duration.map { .number($0.millisecondsText) } ?? .null
    }

    /// Text, or `null`.
    public static func text(_ text: String?) -> JSONValue { text.map { .string($0) } ?? .null }

    /// A whole number, or `null`.
    public static func count(_ number: (some BinaryInteger)?) -> JSONValue {
        number.map { .integer(Int64(clamping: $0)) } ?? .null
    }

    /// This object with more members behind its own; anything else is returned as it is.
    public func adding(_ more: KeyValuePairs<String, JSONValue>) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members + more.map { Member(name: $0.key, value: $0.value) })
    }

    /// The document: two spaces a level, values without members on one line, a newline at the end.
    public var text: String {
        var output = ""
        write(to: &output, indentation: 0)
        return output + "\n"
    }

    private var isPlain: Bool {
        switch self {
        case .array(let values): values.isEmpty
        case .object(let members): members.isEmpty
        default: true
        }
    }

    private func write(to output: inout String, indentation: Int) {
        switch self {
        case .null: output += "null"
        case .bool(let value): output += value ? "true" : "false"
        case .integer(let value): output += String(value)
        case .number(let digits): output += digits
        case .string(let text): Self.write(text, to: &output)
        case .array(let values):
            let isFlat = values.allSatisfy(\.isPlain)
            Self.writeList(values.count, "[", "]", isFlat: isFlat, indentation, to: &output) {
                place, output in
                values[place].write(to: &output, indentation: indentation + 1)
            }
        case .object(let members):
            let isFlat = indentation > 1 && members.allSatisfy { $0.value.isPlain }
            Self.writeList(members.count, "{", "}", isFlat: isFlat, indentation, to: &output) {
                place, output in
                Self.write(members[place].name, to: &output)
                output += ": "
                members[place].value.write(to: &output, indentation: indentation + 1)
            }
        }
    }

    private static func writeList(
        _ count: Int, _ opening: String, _ closing: String, isFlat: Bool, _ indentation: Int,
        to output: inout String, _ element: (Int, inout String) -> Void
    ) {
        output += opening
        for place in 0..<count {
            if place > 0 { output += isFlat ? ", " : "," }
            if !isFlat { output += "\n" + String(repeating: "  ", count: indentation + 1) }
            element(place, &output)
        }
        if !isFlat, count > 0 { output += "\n" + String(repeating: "  ", count: indentation) }
        output += closing
    }

    private static func write(_ text: String, to output: inout String) {
        output += "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": output += "\\\""
            case "\\": output += "\\\\"
            case "\n": output += "\\n"
            case "\r": output += "\\r"
            case "\t": output += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let hex = String(scalar.value, radix: 16)
                output += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: output.unicodeScalars.append(scalar)
            }
        }
        output += "\""
    }
}
