/// The four-character code of a box, brand, handler or sample entry (ISO/IEC 14496-12 4.2).
public struct FourCC: RawRepresentable, Sendable, Hashable {
    /// The four bytes, the first one highest.
    public let rawValue: UInt32

    /// The code of four bytes, the first one highest.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The code of up to four Latin-1 characters; shorter texts are filled with spaces.
    init(_ text: StaticString) {
        var value: UInt32 = 0
        var count = 0
        for scalar in text.description.unicodeScalars where count < 4 {
            value = value << 8 | scalar.value & 0xFF
            count += 1
        }
        while count < 4 {
            value = value << 8 | 0x20
            count += 1
        }
        rawValue = value
    }

    /// The code as Latin-1 text, `©nam`; bytes that are no printable character become `.`.
    public var name: String {
        var text = String.UnicodeScalarView()
        for shift: UInt32 in [24, 16, 8, 0] {
            let byte = UInt8(truncatingIfNeeded: rawValue >> shift)
            let isPrintable = (0x20...0x7E).contains(byte) || byte >= 0xA1
            text.append(isPrintable ? Unicode.Scalar(byte) : ".")
        }
        return String(text)
    }
}
