/// Makes hostile bytes fit to be shown: short, printable, without what a URI keeps secret.
enum Excerpt {
    private static let limit = 60

    static func of(_ bytes: some Collection<UInt8>) -> String {
        // Two characters of look-ahead decide whether something was cut.
        var text = ""
        var length = 0
        for scalar in String(decoding: bytes.prefix(4 * limit), as: UTF8.self).unicodeScalars {
            if scalar == "?" || length == limit {
                text += scalar == "?" ? "?…" : "…"
                break
            }
            text.unicodeScalars.append(isPrintable(scalar) ? scalar : "\u{FFFD}")
            length += 1
        }
        return withoutUserPart(text)
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse, .surrogate:
            false
        default: true
        }
    }

    private static func withoutUserPart(_ text: String) -> String {
        guard let scheme = text.firstRange(of: "://") else { return text }
        let rest = text[scheme.upperBound...]
        let authority = rest.prefix { $0 != "/" }
        guard let at = authority.lastIndex(of: "@") else { return text }
        return text[..<scheme.upperBound] + "…" + rest[at...]
    }
}
