import ElementaryStreams
import ExactTime

extension FragmentedMP4 {
    /// Collects the parts of one `trak` box (ISO/IEC 14496-12, 8.3).
    struct TrackReader {
        private let bytes: [UInt8]
        private let trak: Box
        private var id: UInt32 = 0
        private var kind = StreamKind.data
        private var timeBase: TimeBase?
        private var language: String?
        private var quarterTurns: Int? = 0
        private var edits = EditList()
        private var editsPosition = 0
        private var entries: [SampleEntry] = []
        /// What could not be understood, at offsets in the bytes read.
        private(set) var defects: [Defect] = []

        init(_ bytes: [UInt8], trak: Box) {
            self.bytes = bytes
            self.trak = trak
        }

        /// Reads the box; `nil` where an identifier, a time scale or sample entries are missing.
        mutating func read(movie: MovieHeader) -> Track? {
            var media: Box?
            for box in Boxes(bytes, inside: trak) {
                switch box.type {
                case .tkhd: readTrackHeader(box)
                case .edts:
                    for box in Boxes(bytes, inside: box) where box.type == .elst {
                        edits = EditList(Fields(bytes, of: box))
                        editsPosition = box.start
                    }
                case .mdia: media = media ?? box
                default: break
                }
            }
            if let media { readMedia(media) }
            guard id != 0, let timeBase, !entries.isEmpty else {
                defects.append(.malformed(what: "track", position: trak.start))
                return nil
            }
            let shift = edits.shift(timeBase: timeBase, movieTimeScale: movie.timeScale)
            if edits.isBeyondShift || shift == nil {
                defects.append(.malformed(what: "edit list", position: editsPosition))
            }
            var rotation = 0
            if let quarterTurns, let more = movie.matrix.quarterTurns {
                rotation = (quarterTurns + more) % 4 * 90
            } else {
                defects.append(.malformed(what: "transform matrix", position: trak.start))
            }
            return Track(
                id: Int(id), kind: kind, timeBase: timeBase, language: language, rotation: rotation,
                editShift: shift ?? 0, entries: entries)
        }

        private mutating func readTrackHeader(_ box: Box) {
            var fields = Fields(bytes, of: box)
            let isLong = fields.u8() == 1
            fields.skip(isLong ? 19 : 11)
            id = fields.u32()
            fields.skip(isLong ? 12 : 8)
            fields.skip(16)
            quarterTurns = TransformMatrix(&fields).quarterTurns
        }

        private mutating func readMedia(_ media: Box) {
            var information: Box?
            for box in Boxes(bytes, inside: media) {
                switch box.type {
                case .mdhd: readMediaHeader(box)
                case .hdlr:
                    var fields = Fields(bytes, of: box)
                    fields.skip(8)
                    switch FourCC(rawValue: fields.u32()) {
                    case .vide: kind = .video
                    case .soun: kind = .audio
                    default: kind = .data
                    }
                case .minf: information = information ?? box
                default: break
                }
            }
            guard let information else { return }
            for box in Boxes(bytes, inside: information) where box.type == .stbl {
                for box in Boxes(bytes, inside: box) where box.type == .stsd && entries.isEmpty {
                    readSampleDescription(box)
                }
            }
        }

        private mutating func readMediaHeader(_ box: Box) {
            var fields = Fields(bytes, of: box)
            let isLong = fields.u8() == 1
            fields.skip(isLong ? 19 : 11)
            timeBase = TimeBase(1, Int64(fields.u32()))
            fields.skip(isLong ? 8 : 4)
            // Three letters of five bits, each counted from 0x60.
            let packed = fields.u16()
            let letters = [10, 5, 0].map { UInt8(truncatingIfNeeded: packed >> UInt16($0) & 0x1F) &+ 0x60 }
            let isCode = letters.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) }
            let code = String(decoding: letters, as: UTF8.self)
            language = isCode && code != "und" ? code : nil
        }

        private mutating func readSampleDescription(_ box: Box) {
            var fields = Fields(bytes, of: box)
            let version = fields.u8()
            for box in Boxes(bytes, inside: box, skipping: 8) {
                var reader = SampleEntryReader(bytes, box: box, kind: kind, descriptionVersion: version)
                entries.append(reader.read())
                defects += reader.defects
            }
        }
    }
}
