import Foundation
import TestSupport
import Testing

/// A JSON value that knows a number from a truth value and a whole number from a fraction.
enum JSONDocument: Decodable, Sendable, Equatable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONDocument])
    case object([String: JSONDocument])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Int64.self) {
            self = .integer(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONDocument].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONDocument].self))
        }
    }

    /// Reads a document that must be one whole JSON object for Foundation's other reader, too.
    init(_ data: Data) throws {
        _ = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        self = try JSONDecoder().decode(JSONDocument.self, from: data)
    }

    /// Runs the command with `--json`; nothing but the document may be printed.
    static func run(_ arguments: [String], exitCode: Int32 = 0) throws -> JSONDocument {
        let result = try PrecutProgram.run(arguments + ["--json"])
        #expect(result.exitCode == exitCode, "\(result.outputText)")
        #expect(result.errorText == "")
        return try JSONDocument(result.output)
    }

    subscript(name: String) -> JSONDocument? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    subscript(place: Int) -> JSONDocument? {
        guard case .array(let values) = self, values.indices.contains(place) else { return nil }
        return values[place]
    }

    var elements: [JSONDocument] { if case .array(let values) = self { values } else { [] } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
}

/// What a value must look like.
indirect enum JSONShape: Sendable {
    case bool
    case integer
    /// Whole or not.
    case number
    case string
    /// This, or `null`.
    case optional(JSONShape)
    /// Any number of these, at least one.
    case array(JSONShape)
    /// Any number of these.
    case list(JSONShape)
    /// These members, whatever else there is.
    case object([String: JSONShape])

    /// Where a value departs from the shape.
    func faults(_ value: JSONDocument?, at path: String = "$") -> [String] {
        guard let value else { return ["\(path) is missing"] }
        switch (self, value) {
        case (.bool, .bool), (.integer, .integer), (.number, .integer), (.number, .number),
            (.string, .string),
            (.optional, .null):
            return []
        case (.optional(let shape), _): return shape.faults(value, at: path)
        case (.array, .array(let values)) where values.isEmpty: return ["\(path) is empty"]
        case (.array(let shape), .array(let values)), (.list(let shape), .array(let values)):
            return values.enumerated().flatMap { shape.faults($1, at: "\(path)[\($0)]") }
        case (.object(let shapes), .object(let members)):
            return shapes.sorted { $0.key < $1.key }.flatMap { $1.faults(members[$0], at: "\(path).\($0)") }
        default: return ["\(path) is \(value)"]
        }
    }
}
