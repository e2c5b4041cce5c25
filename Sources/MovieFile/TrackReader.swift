import ElementaryStreams

/// Collects the parts of one `trak` box (ISO/IEC 14496-12 8.3).
struct TrackReader {
    private let bytes: [UInt8]
    private let box: Box
    private let header: MovieHeader
    private let fileSize: UInt64
    /// What could not be understood.
    private(set) var defects: [MovieDefect] = []

    private var id: UInt32 = 0
    private var isEnabled = false
    private var trackDuration: UInt64?
    private var rotation: Rotation? = Rotation.none
    private var displayWidth: UInt32 = 0
    private var displayHeight: UInt32 = 0
    private var edits: [EditListEntry] = []
    private var timeScale: UInt32 = 0
    private var mediaDuration: UInt64?
    private var language: String?
    private var handler = FourCC(rawValue: 0)

    init(_ bytes: [UInt8], _ box: Box, header: MovieHeader, fileSize: UInt64) {
        self.bytes = bytes
        self.box = box
        self.header = header
        self.fileSize = fileSize
    }

    /// Reads the box; `nil`, with a defect, where it describes no track.
    mutating func read() -> MovieTrack? {
        var tables: Box?
        for child in Boxes(bytes, inside: box) {
            switch child.type {
            case .tkhd: readTrackHeader(child)
            case .edts:
                for list in Boxes(bytes, inside: child) where list.type == .elst { readEdits(list) }
            case .mdia:
                for part in Boxes(bytes, inside: child) {
                    switch part.type {
                    case .mdhd: readMediaHeader(part)
                    case .hdlr: readHandler(part)
                    case .minf: tables = Boxes(bytes, inside: part).first { $0.type == .stbl } ?? tables
                    default: break
                    }
                }
            default: break
            }
        }
        guard id > 0 else { return leaveOut(.tkhd) }
        guard timeScale > 0 else { return leaveOut(.mdhd) }
        guard let tables else { return leaveOut(.stbl) }
        var entries = SampleEntryListReader(bytes, track: id, handler: handler)
        var samples = SampleTableReader(bytes, track: id, fileSize: fileSize)
        for part in Boxes(bytes, inside: tables) {
            if part.type == .stsd { entries.read(part) } else { samples.read(part) }
        }
        defects += entries.defects
        guard !entries.entries.isEmpty else { return leaveOut(.stsd) }
        let read = samples.finish()
        defects += samples.defects
        let kind: StreamKind = handler == .vide ? .video : handler == .soun ? .audio : .data
        var turn: Rotation?
        if let rotation, let outer = header.rotation { turn = rotation.followed(by: outer) }
        if turn == nil { defects.append(.matrix(track: id)) }
        return MovieTrack(
            id: id, kind: kind, handler: handler, isEnabled: isEnabled, language: language,
            timeScale: timeScale, movieTimeScale: header.timeScale, statedMediaDuration: mediaDuration,
            statedTrackDuration: trackDuration, edits: edits, rotation: turn, displayWidth: displayWidth,
            displayHeight: displayHeight, sampleEntries: entries.entries, rollDistance: samples.rollDistance,
            samples: read)
    }

    private mutating func leaveOut(_ missing: FourCC) -> MovieTrack? {
        defects.append(.trackLeftOut(position: box.start, box: missing.name))
        return nil
    }

    private mutating func readTrackHeader(_ box: Box) {
        var fields = BoxFields(bytes, of: box)
        let isLong = fields.u8() == 1
        let flags = fields.u24()
        fields.skip(isLong ? 16 : 8)
        let number = fields.u32()
        fields.skip(4)
        let duration = fields.duration(isLong: isLong)
        fields.skip(16)
        let matrix = fields.matrix()
        let (width, height) = (fields.u32(), fields.u32())
        guard !fields.isOverrun else { return }
        id = number
        isEnabled = flags & 1 != 0
        trackDuration = duration
        rotation = Rotation(matrix: matrix)
        (displayWidth, displayHeight) = (width, height)
    }

    private mutating func readEdits(_ box: Box) {
        var fields = BoxFields(bytes, of: box)
        let isLong = fields.u8() == 1
        fields.skip(3)
        let stated = Int(fields.u32())
        let count = Swift.min(stated, fields.remaining / (isLong ? 20 : 12))
        let defect = MovieDefect.tableCutShort(track: id, box: box.type.name)
        if count < stated, !defects.contains(defect) { defects.append(defect) }
        edits = (0..<count).map { _ in
            let duration = fields.u32or64(isLong: isLong)
            let time = isLong ? Int64(bitPattern: fields.u64()) : Int64(fields.i32())
            return EditListEntry(
                segmentDuration: duration, mediaTime: time == -1 ? nil : time, rate: fields.i32())
        }
    }

    private mutating func readMediaHeader(_ box: Box) {
        var fields = BoxFields(bytes, of: box)
        let isLong = fields.u8() == 1
        fields.skip(isLong ? 19 : 11)
        let scale = fields.u32()
        let duration = fields.duration(isLong: isLong)
        // Three letters of five bits, each counted from 0x60.
        let packed = fields.u16()
        guard !fields.isOverrun else { return }
        timeScale = scale
        mediaDuration = duration
        let letters = [10, 5, 0].map { UInt8(truncatingIfNeeded: packed >> UInt16($0) & 0x1F) &+ 0x60 }
        let isCode = letters.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
        let code = String(decoding: letters, as: UTF8.self)
        language = isCode && code != "und" ? code : nil
    }

    private mutating func readHandler(_ box: Box) {
        var fields = BoxFields(bytes, of: box)
        fields.skip(8)
        handler = fields.code()
    }
}
