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
        var output: [UInt8] = []
        write(to: &output, indentation: 0)
        output.append(UInt8(ascii: "\n"))
        return String(decoding: output, as: UTF8.self)
    }

    private var isPlain: Bool {
        switch self {
        case .array(let values): values.isEmpty
        case .object(let members): members.isEmpty
        default: true
        }
    }

    private func write(to output: inout [UInt8], indentation: Int) {
        switch self {
        case .null: output.append(contentsOf: "null".utf8)
        case .bool(let value): output.append(contentsOf: (value ? "true" : "false").utf8)
        case .integer(let value): output.append(contentsOf: String(value).utf8)
        case .number(let digits): output.append(contentsOf: digits.utf8)
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
                output.append(contentsOf: ": ".utf8)
                members[place].value.write(to: &output, indentation: indentation + 1)
            }
        }
    }

    private static func writeList(
        _ count: Int, _ opening: String, _ closing: String, isFlat: Bool, _ indentation: Int,
        to output: inout [UInt8], _ element: (Int, inout [UInt8]) -> Void
    ) {
        func breakLine(_ level: Int) {
            output.append(UInt8(ascii: "\n"))
            output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * level))
        }
        output.append(contentsOf: opening.utf8)
        for place in 0..<count {
            if place > 0 { output.append(contentsOf: (isFlat ? ", " : ",").utf8) }
            if !isFlat { breakLine(indentation + 1) }
            element(place, &output)
        }
        if !isFlat, count > 0 { breakLine(indentation) }
        output.append(contentsOf: closing.utf8)
    }

    private static func write(_ text: String, to output: inout [UInt8]) {
        output.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): output.append(contentsOf: "\\\"".utf8)
            case UInt8(ascii: "\\"): output.append(contentsOf: "\\\\".utf8)
            case 0..<0x20, 0x7F:
                output.append(contentsOf: "\\u00".utf8)
                output.append(contentsOf: (byte < 16 ? "0" : "").utf8)
                output.append(contentsOf: String(byte, radix: 16).utf8)
            default: output.append(byte)
            }
        }
        output.append(UInt8(ascii: "\""))
    }
}
