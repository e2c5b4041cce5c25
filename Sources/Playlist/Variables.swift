/// The variables defined so far, and the bounded replacing of `{$name}` (second edition 4.3).
struct Variables {
    /// What became of a value.
    struct Replacement {
        let text: String
        /// The first name that nothing defines; it was left as it stood.
        var undefined: String?
        /// The limits did not allow everything to be replaced.
        var isTooLong = false
    }

    private(set) var values: [String: String] = [:]
    private var remaining: Int
    private let valueLimit: Int

    init(limits: PlaylistLimits) {
        remaining = limits.maximumExpansionBytes
        valueLimit = limits.maximumValueBytes
    }

    /// Defines `name`; false where it was defined before, which then stays.
    mutating func define(_ name: String, _ value: String) -> Bool {
        guard values[name] == nil else { return false }
        values[name] = value
        return true
    }

    /// Replaces each reference in `text` once; what a value itself holds is not looked at again.
    mutating func replace(in text: ArraySlice<UInt8>) -> Replacement {
        var output: [UInt8] = []
        var undefined: String?
        var isTooLong = false
        var copied = text.startIndex
        var position = text.startIndex
        while position < text.endIndex {
            guard let reference = reference(in: text, at: position) else {
                position += 1
                continue
            }
            position = reference.end
            guard let value = values[reference.name] else {
                undefined = undefined ?? reference.name
                continue
            }
            let literal = text[copied..<reference.start]
            let size = output.count + literal.count + value.utf8.count + (text.endIndex - reference.end)
            guard value.utf8.count <= remaining, size <= max(valueLimit, text.count) else {
                isTooLong = true
                break
            }
            remaining -= value.utf8.count
            output += literal
            output += value.utf8
            copied = reference.end
        }
        output += text[copied...]
        return Replacement(
            text: String(decoding: output, as: UTF8.self), undefined: undefined, isTooLong: isTooLong)
    }

    private func reference(
        in text: ArraySlice<UInt8>, at start: Int
    ) -> (name: String, start: Int, end: Int)? {
        guard text[start] == UInt8(ascii: "{"), start + 1 < text.endIndex,
            text[start + 1] == UInt8(ascii: "$")
        else { return nil }
        var end = start + 2
        while end < text.endIndex, Self.isNameByte(text[end]) { end += 1 }
        guard end > start + 2, end < text.endIndex, text[end] == UInt8(ascii: "}") else { return nil }
        return (String(decoding: text[(start + 2)..<end], as: UTF8.self), start, end + 1)
    }

    /// Letters, digits, hyphen and underscore.
    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
            true
        default: false
        }
    }
}
