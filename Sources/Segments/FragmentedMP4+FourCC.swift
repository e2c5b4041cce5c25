extension FragmentedMP4 {
    /// A type of four characters, as boxes, sample entries and handlers carry it (ISO/IEC 14496-12, 4.2).
    struct FourCC: Sendable, Hashable {
        let rawValue: UInt32

        init(rawValue: UInt32) { self.rawValue = rawValue }

        /// The code spelt by `text`, four Latin-1 characters.
        init(_ text: String) {
            rawValue = text.unicodeScalars.reduce(0) { ($0 << 8) | ($1.value & 0xFF) }
        }

        /// The code as text, without trailing blanks; as eight hexadecimal digits where it is not printable.
        var name: String {
            let characters = [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: rawValue >> UInt32($0)) }
            guard characters.allSatisfy({ (0x20...0x7E).contains($0) }) else {
                let digits = String(rawValue, radix: 16)
                return "0x" + String(repeating: "0", count: 8 - digits.count) + digits
            }
            var text = String(decoding: characters, as: UTF8.self)
            while text.hasSuffix(" ") { text.removeLast() }
            return text
        }
    }
}
