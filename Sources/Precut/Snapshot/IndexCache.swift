internal import Glibc
internal import Segments

/// Segment indexes kept between runs, one file a snapshot.
///
/// The file's name is the SHA-256 of the playlist's bytes and its address (without query and user part), so that
/// another playlist never meets this one's entries; a local segment's entry counts only while its file has the
/// size and time that it had. Several processes may run at once: a file is read whole, and written by merging
/// with what stands there now, under a lock, then renamed into place. The folder is held below ``sizeLimit``
/// by dropping the files used longest ago.
public struct IndexCache: Sendable {
    /// The folder may hold this many bytes.
    public static let sizeLimit = 256 << 20
    /// A single file is not read beyond this many bytes.
    static let fileLimit = 64 << 20
    private static let magic: [UInt8] = Array("precut-index-1\n".utf8)

    /// `$XDG_CACHE_HOME/precut`, else `~/.cache/precut`; `nil` where neither is known.
    public static let defaultDirectory: String? = {
        if let folder = InputFile.environment("XDG_CACHE_HOME"), folder.hasPrefix("/") {
            return folder + "/precut"
        }
        return InputFile.environment("HOME").map { $0 + "/.cache/precut" }
    }()

    /// What an entry is about.
    struct Key: Hashable, Sendable {
        var segment: Int
        /// Of the audio rendition's playlist.
        var isAudio: Bool
        /// Only the segment's beginning was read.
        var isHead: Bool
    }

    private struct Entry: Sendable {
        var state: [Int64]
        var bytes: [UInt8]
    }

    private let path: String
    private let directory: String
    private var entries: [Key: Entry] = [:]
    private var isChanged = false

    /// Opens the cache of one snapshot; a file that cannot be read counts as empty.
    init(directory: String, identity: [UInt8]) {
        self.directory = directory
        path = directory + "/" + sha256(identity) + ".idx"
        entries = Self.read(path)
    }

    /// The entry of a segment, provided that its file's state is the one given.
    func index(for key: Key, state: [Int64]) -> SegmentIndex? {
        guard let entry = entries[key], entry.state == state else { return nil }
        return try? SegmentIndexCoder.decode(entry.bytes)
    }

    /// Keeps an entry until ``save()``.
    mutating func insert(_ index: SegmentIndex, for key: Key, state: [Int64]) {
        entries[key] = Entry(state: state, bytes: SegmentIndexCoder.encode(index))
        isChanged = true
    }

    /// Writes what is new; a cache that cannot be written is silently given up.
    mutating func save() {
        guard isChanged, (try? OutputFile.makeFolder(directory)) != nil else { return }
        let lock = open(directory + "/lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        defer { if lock >= 0 { close(lock) } }
        if lock >= 0 { flock(lock, LOCK_EX) }
        let merged = Self.read(path).merging(entries) { _, new in new }
        var bytes = Self.magic
        for (key, entry) in merged {
            bytes.append(contentsOf: Self.header(key, entry))
            bytes.append(contentsOf: entry.bytes)
        }
        guard bytes.count <= Self.fileLimit else { return }
        try? OutputFile.write(bytes, to: path, overwrites: true)
        isChanged = false
        Self.prune(directory)
    }

    /// Forgets everything about this snapshot, on disk too.
    mutating func discard() {
        entries.removeAll()
        isChanged = false
        unlink(path)
    }

    // One entry: 8 numbers of 8 bytes, little-endian, then the index in its compact form.
    private static let headerSize = 64

    private static func header(_ key: Key, _ entry: Entry) -> [UInt8] {
        let flags = (key.isAudio ? 1 : 0) | (key.isHead ? 2 : 0)
        var numbers = [Int64(key.segment), Int64(flags), Int64(entry.bytes.count), Int64(entry.state.count)]
        numbers += entry.state.prefix(4) + Array(repeating: 0, count: max(0, 4 - entry.state.count))
        return numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
    }

    private static func read(_ path: String) -> [Key: Entry] {
        guard let bytes = InputFile.read(path, limit: fileLimit), bytes.starts(with: magic) else {
            return [:]
        }
        var entries: [Key: Entry] = [:]
        var position = magic.count
        while bytes.count - position >= headerSize {
            let numbers = (0..<8).map { field in
                (0..<8).reduce(Int64(0)) { $0 | Int64(bytes[position + field * 8 + $1]) << (8 * Int64($1)) }
            }
            position += headerSize
            guard (0...(bytes.count - position)).contains(Int(clamping: numbers[2])),
                (0...4).contains(numbers[3])
            else { break }
            let key = Key(
                segment: Int(numbers[0]), isAudio: numbers[1] & 1 != 0, isHead: numbers[1] & 2 != 0)
            let end = position + Int(numbers[2])
            entries[key] = Entry(
                state: Array(numbers[4..<4 + Int(numbers[3])]), bytes: Array(bytes[position..<end]))
            position = end
        }
        return entries
    }

    private static func prune(_ directory: String) {
        var files: [(path: String, size: Int, used: Int)] = []
        guard let listing = opendir(directory) else { return }
        defer { closedir(listing) }
        while let entry = readdir(listing) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            var status = stat()
            guard name.hasSuffix(".idx"), stat(directory + "/" + name, &status) == 0 else { continue }
            files.append((directory + "/" + name, Int(status.st_size), status.st_mtim.tv_sec))
        }
        var total = files.reduce(0) { $0 + $1.size }
        for file in files.sorted(by: { $0.used < $1.used }) where total > sizeLimit {
            unlink(file.path)
            total -= file.size
        }
    }
}
