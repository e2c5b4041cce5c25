/// Parameter sets of one kind by id, each with its bytes, its content, and where it was last seen.
struct ParameterSetTable<Content: Sendable>: Sendable {
    /// One set.
    struct Entry: Sendable {
        let bytes: [UInt8]
        let content: Content
        /// The serial number of the access unit that carried it last.
        var lastSeen: Int
    }

    /// Bytes a set may have; larger ones are refused, so that hostile streams cannot make the index grow.
    static var sizeLimit: Int { 4096 }

    private var entries: [Int: Entry] = [:]

    /// The set of that id.
    subscript(id: Int) -> Entry? { entries[id] }

    /// All ids, ascending.
    var ids: [Int] { entries.keys.sorted() }

    /// Whether every set meets `condition`.
    func allSatisfy(_ condition: (Entry) -> Bool) -> Bool { entries.values.allSatisfy(condition) }

    /// Notes that the set `id` with these bytes was seen, where it is the one known already.
    mutating func sawAgain(_ bytes: [UInt8], _ range: Range<Int>, id: Int, in accessUnit: Int) -> Bool {
        guard let entry = entries[id], entry.bytes.elementsEqual(bytes[range]) else { return false }
        entries[id]?.lastSeen = accessUnit
        return true
    }

    /// Keeps a set, instead of the one with the same id.
    mutating func store(
        _ bytes: [UInt8], _ range: Range<Int>, id: Int, content: Content, in accessUnit: Int
    ) {
        entries[id] = Entry(bytes: Array(bytes[range]), content: content, lastSeen: accessUnit)
    }

    /// Forgets the sets that `isObsolete` picks.
    mutating func remove(where isObsolete: (Content) -> Bool) {
        entries = entries.filter { !isObsolete($0.value.content) }
    }
}
