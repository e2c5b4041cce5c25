/// Reads what a movie says about itself: iTunes' `ilst`, QuickTime's `keys`, and QuickTime's own user data.
struct MetadataReader {
    private let bytes: [UInt8]
    private(set) var metadata = MovieMetadata()

    /// Items beyond this many are left out.
    private static let limit = 4096

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func readUserData(_ box: Box) {
        for child in Boxes(bytes, inside: box) {
            if child.type == .meta {
                readMeta(child)
            } else if child.type.rawValue >> 24 == 0xA9 {
                readUserText(child)
            }
        }
    }

    mutating func readMeta(_ box: Box) {
        // ISO's `meta` has a version, QuickTime's begins with a box at once.
        var probe = BoxFields(bytes, of: box)
        probe.skip(4)
        let hasVersion = probe.code() != .hdlr
        var keys: [String] = []
        for child in Boxes(bytes, inside: box, skipping: hasVersion ? 4 : 0) {
            switch child.type {
            case .keys:
                keys = Boxes(bytes, inside: child, skipping: 8).prefix(Self.limit).map { key in
                    var fields = BoxFields(bytes, of: key)
                    return String(decoding: fields.rest(), as: UTF8.self)
                }
            case .ilst: readItems(child, keys: keys)
            default: break
            }
        }
    }

    private mutating func readItems(_ box: Box, keys: [String]) {
        for item in Boxes(bytes, inside: box) {
            guard let data = Boxes(bytes, inside: item).first(where: { $0.type == .data }) else { continue }
            var fields = BoxFields(bytes, of: data)
            // 1 is UTF-8.
            guard fields.u32() & 0xFF_FFFF == 1 else { continue }
            fields.skip(4)
            let text = String(decoding: fields.rest(), as: UTF8.self)
            let number = Int(item.type.rawValue)
            if number >= 1, number <= keys.count {
                add(MovieMetadata.Item(key: keys[number - 1], value: text))
            } else {
                note(item.type, text)
            }
        }
    }

    /// QuickTime: a length of 16 bits, a language, and text.
    private mutating func readUserText(_ box: Box) {
        var fields = BoxFields(bytes, of: box)
        let length = Int(fields.u16())
        fields.skip(2)
        guard !fields.isOverrun, length <= fields.remaining else { return }
        note(box.type, String(decoding: fields.take(length), as: UTF8.self))
    }

    private mutating func note(_ code: FourCC, _ text: String) {
        switch code {
        case .title: metadata.title = metadata.title ?? text
        case .comment: metadata.comment = metadata.comment ?? text
        case .encoder, .software: metadata.encoder = metadata.encoder ?? text
        default: add(MovieMetadata.Item(key: code.name, value: text))
        }
    }

    private mutating func add(_ item: MovieMetadata.Item) {
        if metadata.items.count < Self.limit { metadata.items.append(item) }
    }
}
