internal import ExactTime

/// What reading any part of a playlist needs: the bytes, the place, the variables, and the log of offences.
struct ReadingContext {
    let bytes: [UInt8]
    /// The line being read, counted from 1.
    var line = 0
    /// The 0-based segment that the line is about, in a media playlist.
    var segment: Int?
    /// The tag being read, or empty.
    var tag = ""
    private(set) var log = OffenceLog()
    var variables: Variables
    /// The first line at which each feature is used.
    private(set) var features: [ProtocolFeature: Int] = [:]
    private var seen: Set<Tag> = []

    init(bytes: [UInt8], limits: PlaylistLimits) {
        self.bytes = bytes
        variables = Variables(limits: limits)
    }

    /// Notes an offence at the line and tag being read.
    mutating func note(_ kind: Offence.Kind, attribute: String? = nil, _ text: some Collection<UInt8>) {
        guard log.hasRoom(for: kind) else { return }
        let subject = attribute.map { tag.isEmpty ? $0 : tag + " " + $0 } ?? tag
        log.append(
            Offence(kind: kind, line: line, segment: segment, subject: subject, text: Excerpt.of(text)))
    }

    /// Notes an offence at the line and tag being read.
    mutating func note(_ kind: Offence.Kind, attribute: String? = nil, _ text: String = "") {
        note(kind, attribute: attribute, text.utf8)
    }

    /// Notes that the line being read uses `feature`.
    mutating func use(_ feature: ProtocolFeature) {
        if features[feature] == nil { features[feature] = line }
    }

    /// Notes that `tag` stands in the playlist, and a second one that must not.
    mutating func meet(_ tag: Tag) {
        if tag.isSingular, !seen.insert(tag).inserted { note(.duplicateTag) }
    }

    /// The bytes of `range` as text, variables replaced.
    mutating func text(_ range: Range<Int>) -> String {
        let slice = bytes[range]
        guard slice.contains(UInt8(ascii: "{")) else { return String(decoding: slice, as: UTF8.self) }
        let replacement = variables.replace(in: slice)
        if let name = replacement.undefined { note(.undefinedVariable, name) }
        if replacement.isTooLong { note(.expansionTooLong, slice) }
        return replacement.text
    }

    /// A decimal-integer of RFC 8216 4.2: digits alone, no more than 2⁶³ − 1.
    static func integer(_ text: some Collection<UInt8>) -> Int64? {
        guard !text.isEmpty else { return nil }
        var value: Int64 = 0
        for byte in text {
            guard UInt8(ascii: "0") <= byte, byte <= UInt8(ascii: "9") else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value
    }

    /// `n[@o]`: a length and where it begins.
    static func byteRange(_ text: some Collection<UInt8>) -> (length: Int64, offset: Int64?)? {
        let parts = text.split(separator: UInt8(ascii: "@"), maxSplits: 1, omittingEmptySubsequences: false)
        guard let length = integer(parts[0]) else { return nil }
        guard parts.count == 2 else { return (length, nil) }
        guard let offset = integer(parts[1]), ByteRange(offset: offset, length: length) != nil else {
            return nil
        }
        return (length, offset)
    }
}
