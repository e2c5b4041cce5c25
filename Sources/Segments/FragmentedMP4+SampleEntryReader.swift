import ElementaryStreams

extension FragmentedMP4 {
    /// Reads one sample entry (ISO/IEC 14496-12, 8.5.2, 12.1.3 and 12.2.3).
    struct SampleEntryReader {
        let bytes: [UInt8]
        let box: Box
        private let kind: StreamKind
        private let descriptionVersion: UInt8
        var entry = SampleEntry(codec: .other(""))
        private var format: FourCC
        /// What could not be understood, at offsets in the bytes read.
        var defects: [Defect] = []

        init(_ bytes: [UInt8], box: Box, kind: StreamKind, descriptionVersion: UInt8) {
            self.bytes = bytes
            self.box = box
            self.kind = kind
            self.descriptionVersion = descriptionVersion
            format = box.type
        }

        mutating func read() -> SampleEntry {
            let children = children()
            for child in children where child.type == .sinf {
                entry.isEncrypted = true
                for box in Boxes(bytes, inside: child) where box.type == .frma {
                    var fields = Fields(bytes, of: box)
                    format = FourCC(rawValue: fields.u32())
                }
            }
            if box.type == .encv || box.type == .enca { entry.isEncrypted = true }
            switch format {
            case .avc1, .avc3: readVideo(children, codec: .h264, record: .avcC)
            case .hvc1, .hev1: readVideo(children, codec: .hevc, record: .hvcC)
            case .mp4a: readMPEG4Audio(children)
            case .mp3: readFrames(.mpegAudio, codec: .mp3)
            case .ac3: readFrames(.dolby, codec: .ac3)
            case .eac3: readFrames(.dolby, codec: .other("eac3"))
            default: entry.codec = .other(format.name)
            }
            return entry
        }

        /// The boxes behind the entry's own fields.
        private func children() -> [Box] {
            switch kind {
            case .video: return Array(Boxes(bytes, inside: box, skipping: 78))
            case .audio:
                var fields = Fields(bytes, of: box)
                fields.skip(8)
                let version = fields.u16()
                // QuickTime's versions 1 and 2 carry more fields; ISO's version 1 does not.
                let more = descriptionVersion > 0 ? 0 : version == 1 ? 16 : version == 2 ? 36 : 0
                return Array(Boxes(bytes, inside: box, skipping: 28 + more))
            case .data: return Array(Boxes(bytes, inside: box, skipping: 8))
            }
        }

        private mutating func readVideo(_ children: [Box], codec: Codec, record: FourCC) {
            entry.codec = codec
            for child in children {
                var fields = Fields(bytes, of: child)
                switch child.type {
                case record where entry.extradata.isEmpty:
                    entry.extradata = fields.rest()
                    entry.parameterSets =
                        codec == .h264
                        ? ParameterSetRecord(avc: entry.extradata) : ParameterSetRecord(hevc: entry.extradata)
                case .pasp:
                    let horizontal = fields.u32()
                    let vertical = fields.u32()
                    guard horizontal > 0, vertical > 0 else { continue }
                    entry.sampleAspectRatio = AspectRatio(Int(horizontal), Int(vertical))
                default: break
                }
            }
            if entry.parameterSets == nil {
                defects.append(.malformed(what: record.name, position: box.start))
            }
        }
    }
}
