/// The descriptors of a stream in a program map that say what it is (ISO/IEC 13818-1 2.6, ETSI EN 300 468).
struct StreamDescriptors: Sendable, Hashable {
    private(set) var tags: Set<UInt8> = []
    /// `format_identifier` of the registration descriptor, as text.
    private(set) var registration: String?
    /// ISO 639-2 code.
    private(set) var language: String?

    init(_ bytes: [UInt8], _ range: Range<Int>) {
        var position = range.lowerBound
        while position + 2 <= range.upperBound {
            let tag = bytes[position]
            let end = position + 2 + Int(bytes[position + 1])
            guard end <= range.upperBound else { return }
            tags.insert(tag)
            let body = bytes[position + 2..<end]
            switch tag {
            case 0x05 where body.count >= 4: registration = Self.text(body.prefix(4))
            case 0x0A where body.count >= 3: language = language ?? Self.text(body.prefix(3))
            default: break
            }
            position = end
        }
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String? {
        bytes.allSatisfy { (0x20..<0x7F).contains($0) } ? String(decoding: bytes, as: UTF8.self) : nil
    }
}
