extension FragmentedMP4 {
    /// The tracks of a `moov` box, as the initialization section (EXT-X-MAP) carries it.
    struct Movie: Sendable {
        /// In the box's order; one track an identifier.
        private(set) var tracks: [Track] = []
        /// By track identifier.
        private(set) var defaults: [Int: SampleDefaults] = [:]
        /// What could not be understood, at offsets in the bytes read.
        private(set) var defects: [Defect] = []

        /// Reads `moov` in `bytes`.
        init(_ bytes: [UInt8], moov: Box) {
            var header = MovieHeader()
            var identifiers: Set<Int> = []
            for box in Boxes(bytes, inside: moov) where box.type == .mvhd {
                var fields = Fields(bytes, of: box)
                let isLong = fields.u8() == 1
                fields.skip(isLong ? 19 : 11)
                header.timeScale = fields.u32()
                fields.skip(isLong ? 8 : 4)
                fields.skip(16)
                header.matrix = TransformMatrix(&fields)
            }
            for box in Boxes(bytes, inside: moov) {
                if box.type == .trak {
                    var reader = TrackReader(bytes, trak: box)
                    let track = reader.read(movie: header)
                    defects += reader.defects
                    guard let track else { continue }
                    if identifiers.insert(track.id).inserted {
                        tracks.append(track)
                    } else {
                        defects.append(.malformed(what: "track ID", position: box.start))
                    }
                } else if box.type == .mvex {
                    for box in Boxes(bytes, inside: box) where box.type == .trex {
                        readDefaults(Fields(bytes, of: box))
                    }
                }
            }
        }

        /// Reads the first movie of an initialization section; `nil` where there is none.
        init?(initialization bytes: [UInt8]) {
            for box in Boxes(bytes, in: 0..<bytes.count) where box.type == .moov {
                self.init(bytes, moov: box)
                return
            }
            return nil
        }

        private mutating func readDefaults(_ fields: Fields) {
            var fields = fields
            fields.skip(4)
            let id = Int(fields.u32())
            var values = SampleDefaults()
            values.descriptionIndex = fields.u32()
            values.duration = fields.u32()
            values.size = fields.u32()
            values.flags = SampleFlags(rawValue: fields.u32())
            if !fields.isOverrun { defaults[id] = values }
        }
    }
}
