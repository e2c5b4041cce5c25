internal import ElementaryStreams

/// The streams of one program (ISO/IEC 13818-1 2.4.4.8).
struct ProgramMap: Sendable, Hashable {
    /// One entry.
    struct Entry: Sendable, Hashable {
        var pid: Int
        var type: StreamType
        var language: String?
    }
    /// `program_number`.
    var number: Int
    /// In the order of the table.
    var entries: [Entry]

    /// Reads a section with table id 2; entries that reach beyond it are left out.
    init(_ section: SectionAssembler.Section) {
        number = section.number
        entries = []
        let bytes = section.bytes
        let body = section.body
        guard body.count >= 4 else { return }
        var position =
            body.lowerBound + 4
            + (Int(bytes[body.lowerBound + 2] & 15) << 8 | Int(bytes[body.lowerBound + 3]))
        while position + 5 <= body.upperBound {
            let pid = Int(bytes[position + 1] & 0x1F) << 8 | Int(bytes[position + 2])
            let length = Int(bytes[position + 3] & 15) << 8 | Int(bytes[position + 4])
            let end = min(position + 5 + length, body.upperBound)
            let descriptors = StreamDescriptors(bytes, position + 5..<end)
            if !entries.contains(where: { $0.pid == pid }) {
                entries.append(
                    Entry(
                        pid: pid, type: StreamType(bytes[position], descriptors),
                        language: descriptors.language))
            }
            position += 5 + length
        }
    }

    /// A program that is known only by its streams.
    init(number: Int, entries: [Entry]) {
        self.number = number
        self.entries = entries
    }

    /// Whether one of its streams is of that kind.
    func has(_ kind: StreamKind) -> Bool { entries.contains { $0.type.kind == kind } }
}
