/// Collects the boxes of `stbl` behind `stsd` (ISO/IEC 14496-12 8.6, 8.7).
struct SampleTableReader {
    private let bytes: [UInt8]
    private let track: UInt32
    private let fileSize: UInt64
    private var sizes = SampleSizes.each([])
    private var durations = RunLengths<UInt32>()
    private var compositionOffsets = RunLengths<Int32>()
    private var sync = SyncSamples()
    private var offsets: [UInt64] = []
    private var runs: [ChunkMap.Run] = []
    /// Of the first `roll` group description.
    private(set) var rollDistance: Int16?
    private(set) var defects: [MovieDefect] = []

    init(_ bytes: [UInt8], track: UInt32, fileSize: UInt64) {
        self.bytes = bytes
        self.track = track
        self.fileSize = fileSize
    }

    mutating func read(_ box: Box) {
        var fields = BoxFields(bytes, of: box)
        let version = fields.u8()
        fields.skip(3)
        switch box.type {
        case .stts:
            durations = RunLengths()
            for _ in 0..<entryCount(&fields, size: 8, box) {
                let count = fields.u32()
                durations.append(fields.u32(), count: count)
            }
        case .ctts:
            // Version 0 is unsigned by the letter; files have negative numbers in it, and none above 2³¹.
            compositionOffsets = RunLengths()
            for _ in 0..<entryCount(&fields, size: 8, box) {
                let count = fields.u32()
                compositionOffsets.append(fields.i32(), count: count)
            }
        case .stss:
            var positions: [UInt32] = []
            for _ in 0..<entryCount(&fields, size: 4, box) { positions.append(fields.u32() &- 1) }
            sync = SyncSamples(positions: positions)
        case .stsz: readSizes(&fields, box)
        case .stz2: readCompactSizes(&fields, box)
        case .stsc: readRuns(&fields, box)
        case .stco:
            offsets = (0..<entryCount(&fields, size: 4, box)).map { _ in UInt64(fields.u32()) }
        case .co64: offsets = (0..<entryCount(&fields, size: 8, box)).map { _ in fields.u64() }
        case .sgpd: readGroupDescription(&fields, version: version)
        default: break
        }
    }

    /// Notes that a table is not all there; repeated boxes do not fill the memory.
    private mutating func noteCutShort(_ box: Box) {
        let defect = MovieDefect.tableCutShort(track: track, box: box.type.name)
        if !defects.contains(defect) { defects.append(defect) }
    }

    /// The number of entries of `size` bytes that are both stated and there.
    private mutating func entryCount(_ fields: inout BoxFields, size: Int, _ box: Box) -> Int {
        let stated = Int(fields.u32())
        let count = Swift.min(stated, fields.remaining / size)
        if count < stated { noteCutShort(box) }
        return count
    }

    private mutating func readSizes(_ fields: inout BoxFields, _ box: Box) {
        let common = fields.u32()
        if common > 0 {
            sizes = .equal(common, count: Int(fields.u32()))
        } else {
            sizes = .each((0..<entryCount(&fields, size: 4, box)).map { _ in fields.u32() })
        }
    }

    private mutating func readCompactSizes(_ fields: inout BoxFields, _ box: Box) {
        fields.skip(3)
        let width = Int(fields.u8())
        guard [4, 8, 16].contains(width) else {
            noteCutShort(box)
            return
        }
        let stated = Int(fields.u32())
        let count = Swift.min(stated, fields.remaining * 8 / width)
        if count < stated { noteCutShort(box) }
        var list: [UInt32] = []
        list.reserveCapacity(count)
        while list.count < count {
            switch width {
            case 4:
                let pair = fields.u8()
                list.append(UInt32(pair >> 4))
                if list.count < count { list.append(UInt32(pair & 15)) }
            case 8: list.append(UInt32(fields.u8()))
            default: list.append(UInt32(fields.u16()))
            }
        }
        sizes = .each(list)
    }

    private mutating func readRuns(_ fields: inout BoxFields, _ box: Box) {
        runs = []
        for _ in 0..<entryCount(&fields, size: 12, box) {
            let first = Int(fields.u32()) - 1
            let count = fields.u32()
            let entry = Int(fields.u32())
            // Runs that do not move ahead are none.
            guard first >= 0, first > runs.last?.first ?? -1, entry > 0 else {
                noteCutShort(box)
                return
            }
            runs.append(ChunkMap.Run(first: first, sampleCount: count, sampleEntry: entry - 1))
        }
    }

    private mutating func readGroupDescription(_ fields: inout BoxFields, version: UInt8) {
        guard rollDistance == nil, fields.code() == .roll else { return }
        let length = version >= 1 ? fields.u32() : 2
        if version >= 2 { fields.skip(4) }
        let count = fields.u32()
        if version >= 1, length == 0 { fields.skip(4) }
        let distance = Int16(bitPattern: fields.u16())
        if count > 0, !fields.isOverrun { rollDistance = distance }
    }

    /// The tables, brought to one number of samples.
    mutating func finish() -> MovieSamples {
        let chunks = ChunkMap(offsets: offsets, runs: runs)
        var held = chunks.sampleCount
        // A number of equal samples costs nothing to state; no more of them than the file can hold.
        if case .equal(let size, _) = sizes {
            held = Swift.min(held, Int(clamping: fileSize / UInt64(size)))
        }
        if held != sizes.count {
            defects.append(.chunks(track: track, count: held, sizes: sizes.count))
            sizes = sizes.prefix(Swift.min(held, sizes.count))
        }
        if durations.count != sizes.count {
            defects.append(.durations(track: track, count: durations.count, samples: sizes.count))
        }
        if compositionOffsets.runs.isEmpty {
            compositionOffsets.append(0, count: UInt32(clamping: sizes.count))
        } else if compositionOffsets.count != sizes.count {
            defects.append(
                .compositionOffsets(
                    track: track, count: compositionOffsets.count, samples: sizes.count))
        }
        let table = SampleTable(
            sizes: sizes, durations: durations, compositionOffsets: compositionOffsets, sync: sync)
        return MovieSamples(table: table, chunks: chunks)
    }
}
