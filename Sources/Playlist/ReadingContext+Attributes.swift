/// Reads attribute lists (RFC 8216 4.2), surviving what players survive.
extension ReadingContext {
    /// The attributes in `range`, which is what stands behind the colon of a tag.
    mutating func attributes(in range: Range<Int>) -> AttributeList {
        var list = AttributeList()
        var names: Set<String> = []
        var position = range.lowerBound
        if range.isEmpty { note(.attributeSyntax) }
        while position < range.upperBound {
            guard list.attributes.count < PlaylistLimits.attributesPerTag else {
                note(.attributeSyntax, bytes[position..<range.upperBound])
                break
            }
            let start = position
            guard let attribute = readAttribute(&position, end: range.upperBound) else {
                note(.attributeSyntax, bytes[start..<max(position, start)])
                position = endOfPart(from: max(position, start), end: range.upperBound) + 1
                continue
            }
            if !names.insert(attribute.name).inserted { note(.duplicateAttribute, attribute: attribute.name) }
            if attribute.name.hasPrefix("REQ-") { use(.requiredAttributes) }
            list.attributes.append(attribute)
            readSeparator(&position, end: range.upperBound)
        }
        return list
    }

    private mutating func readAttribute(_ position: inout Int, end: Int) -> AttributeList.Attribute? {
        let padded = position
        while position < end, bytes[position].isBlank { position += 1 }
        let nameStart = position
        while position < end, bytes[position] != UInt8(ascii: "="), bytes[position] != UInt8(ascii: ",") {
            position += 1
        }
        guard position < end, bytes[position] == UInt8(ascii: "=") else { return nil }
        var nameEnd = position
        while nameEnd > nameStart, bytes[nameEnd - 1].isBlank { nameEnd -= 1 }
        guard nameEnd > nameStart, bytes[nameStart..<nameEnd].allSatisfy(Variables.isNameByte) else {
            return nil
        }
        var isPadded = nameStart > padded || nameEnd < position
        position += 1
        let valueStart = position
        while position < end, bytes[position].isBlank { position += 1 }
        isPadded = isPadded || position > valueStart
        let name = String(decoding: bytes[nameStart..<nameEnd], as: UTF8.self)
        if isPadded || bytes[nameStart..<nameEnd].contains(where: Self.isLowercase) {
            note(.attributeSyntax, bytes[padded..<position])
        }
        return readValue(of: name, &position, end: end)
    }

    private mutating func readValue(
        of name: String, _ position: inout Int, end: Int
    ) -> AttributeList.Attribute? {
        if position < end, bytes[position] == UInt8(ascii: "\"") {
            let start = position + 1
            position = start
            while position < end, bytes[position] != UInt8(ascii: "\"") { position += 1 }
            let value = text(start..<position)
            if position < end {
                position += 1
            } else {
                note(.attributeSyntax, bytes[(start - 1)..<end])
            }
            return AttributeList.Attribute(name: name, value: value, isQuoted: true)
        }
        let start = position
        position = endOfPart(from: position, end: end)
        var valueEnd = position
        while valueEnd > start, bytes[valueEnd - 1].isBlank { valueEnd -= 1 }
        if valueEnd < position || valueEnd == start { note(.attributeSyntax, bytes[start..<position]) }
        return AttributeList.Attribute(name: name, value: text(start..<valueEnd), isQuoted: false)
    }

    /// Goes behind the comma that follows an attribute.
    private mutating func readSeparator(_ position: inout Int, end: Int) {
        let start = position
        position = endOfPart(from: position, end: end)
        if position > start { note(.attributeSyntax, bytes[start..<position]) }
        guard position < end else { return }
        position += 1
        if position == end { note(.attributeSyntax, ",") }
    }

    private func endOfPart(from start: Int, end: Int) -> Int {
        var position = start
        while position < end, bytes[position] != UInt8(ascii: ",") { position += 1 }
        return position
    }

    private static func isLowercase(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a") <= byte && byte <= UInt8(ascii: "z")
    }
}
