/// Reads EXT-X-KEY and EXT-X-SESSION-KEY (RFC 8216 4.3.2.4, 4.3.4.5).
extension ReadingContext {
    /// The key that a tag's attributes describe; `nil` where METHOD is missing.
    mutating func key(_ list: AttributeList) -> EncryptionKey? {
        guard let name = word(list, "METHOD", isRequired: true) else { return nil }
        let method = EncryptionMethod(name: name)
        if list["IV"] != nil { use(.initializationVector) }
        if list["KEYFORMAT"] != nil || list["KEYFORMATVERSIONS"] != nil { use(.keyFormat) }
        if method == .sampleAES || method == .sampleAESCTR { use(.sampleAES) }
        return EncryptionKey(
            method: method, uri: string(list, "URI"), iv: initializationVector(list),
            keyFormat: string(list, "KEYFORMAT") ?? EncryptionKey.identity,
            keyFormatVersions: keyFormatVersions(list), line: line,
            hasMoreThanMethod: ["URI", "IV", "KEYFORMAT", "KEYFORMATVERSIONS"].contains { list[$0] != nil })
    }

    private mutating func keyFormatVersions(_ list: AttributeList) -> [Int64] {
        guard let value = string(list, "KEYFORMATVERSIONS") else { return [1] }
        let parts = value.split(separator: "/", omittingEmptySubsequences: false)
        let versions = parts.prefix(PlaylistLimits.attributesPerTag).compactMap { Self.integer($0.utf8) }
        if versions.count != parts.count || versions.contains(0) {
            note(.malformedAttribute, attribute: "KEYFORMATVERSIONS", value)
        }
        return versions
    }

    private mutating func initializationVector(_ list: AttributeList) -> [UInt8]? {
        guard let attribute = list["IV"] else { return nil }
        if attribute.isQuoted { note(.attributeQuoting, attribute: "IV", attribute.value) }
        let text = attribute.value.utf8
        guard text.starts(with: "0x".utf8) || text.starts(with: "0X".utf8), text.count > 2 else {
            note(.malformedAttribute, attribute: "IV", attribute.value)
            return nil
        }
        guard text.count <= 34 else {
            note(.ivLength, attribute: "IV", attribute.value)
            return nil
        }
        var value: UInt128 = 0
        for byte in text.dropFirst(2) {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                note(.malformedAttribute, attribute: "IV", attribute.value)
                return nil
            }
            value = value << 4 | UInt128(digit)
        }
        if text.count < 34 { note(.ivLength, attribute: "IV", attribute.value) }
        return (0..<16).map { UInt8(truncatingIfNeeded: value >> UInt128(120 - 8 * $0)) }
    }
}
