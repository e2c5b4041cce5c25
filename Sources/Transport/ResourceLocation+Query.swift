extension ResourceLocation {
    /// The query's parameters, percent-decoded; of several with one name the first counts. Holds secrets.
    ///
    /// What EXT-X-DEFINE's QUERYPARAM refers to. Empty for a file.
    public var queryParameters: [String: String] {
        guard let query = httpAddress?.query else { return [:] }
        var parameters: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let name = pair.prefix { $0 != "=" }
            let key = Self.percentDecoded(name)
            if parameters[key] == nil {
                parameters[key] = Self.percentDecoded(pair.dropFirst(name.count + 1))
            }
        }
        return parameters
    }

    /// Percent-encoded bytes decoded; what is no encoding stands for itself.
    private static func percentDecoded(_ text: Substring) -> String {
        let bytes = Array(text.utf8)
        var decoded: [UInt8] = []
        var place = 0
        while place < bytes.count {
            let digits = bytes[place...].dropFirst().prefix(2)
            if bytes[place] == UInt8(ascii: "%"), digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            {
                decoded.append(value)
                place += 3
            } else {
                decoded.append(bytes[place])
                place += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
