import ElementaryStreams

/// Reads `stsd` (ISO/IEC 14496-12 8.5.2, 12.1.3, 12.2.3; QuickTime File Format, Sample Descriptions).
struct SampleEntryListReader {
    private let bytes: [UInt8]
    private let track: UInt32
    private let handler: FourCC
    private(set) var entries: [MovieSampleEntry] = []
    private(set) var defects: [MovieDefect] = []

    /// Entries beyond this many are left out.
    private static let limit = 256

    init(_ bytes: [UInt8], track: UInt32, handler: FourCC) {
        self.bytes = bytes
        self.track = track
        self.handler = handler
    }

    mutating func read(_ box: Box) {
        var fields = BoxFields(bytes, of: box)
        let version = fields.u8()
        for entry in Boxes(bytes, inside: box, skipping: 8).prefix(Self.limit) {
            switch handler {
            case .vide: readVideo(entry)
            case .soun: readAudio(entry, descriptionVersion: version)
            default: append(entry, .other(entry.type.name), [])
            }
        }
    }

    private func format(of box: Box, _ children: [Box]) -> FourCC {
        guard box.type == .encv || box.type == .enca else { return box.type }
        for child in children where child.type == .sinf {
            for part in Boxes(bytes, inside: child) where part.type == .frma {
                var fields = BoxFields(bytes, of: part)
                return fields.code()
            }
        }
        return box.type
    }

    private mutating func append(
        _ box: Box, format: FourCC? = nil, _ codec: Codec, _ configuration: [UInt8], width: Int = 0,
        height: Int = 0, ratio: AspectRatio? = nil, colour: ColourDescription? = nil, channels: Int = 0,
        sampleRate: Int = 0
    ) {
        entries.append(
            MovieSampleEntry(
                format: format ?? box.type, codec: codec, configuration: configuration, width: width,
                height: height, sampleAspectRatio: ratio, colour: colour, channels: channels,
                sampleRate: sampleRate, isEncrypted: box.type == .encv || box.type == .enca))
    }

    private mutating func readVideo(_ box: Box) {
        let children = Array(Boxes(bytes, inside: box, skipping: 78))
        let format = format(of: box, children)
        var fields = BoxFields(bytes, of: box)
        fields.skip(24)
        let (width, height) = (Int(fields.u16()), Int(fields.u16()))
        let codec: Codec
        var record: FourCC?
        switch format {
        case .avc1, .avc3: (codec, record) = (.h264, .avcC)
        case .hvc1, .hev1: (codec, record) = (.hevc, .hvcC)
        default: codec = .other(format.name)
        }
        var configuration: [UInt8] = []
        var ratio: AspectRatio?
        var colour: ColourDescription?
        for child in children {
            var fields = BoxFields(bytes, of: child)
            if child.type == record, configuration.isEmpty {
                configuration = fields.rest()
            } else if child.type == .pasp {
                let (horizontal, vertical) = (fields.u32(), fields.u32())
                if horizontal > 0, vertical > 0 { ratio = AspectRatio(Int(horizontal), Int(vertical)) }
            } else if child.type == .colr, colour == nil {
                colour = Self.readColour(&fields)
            }
        }
        if let record, configuration.isEmpty {
            defects.append(.configuration(track: track, box: record.name))
        }
        append(
            box, format: format, codec, configuration, width: width, height: height, ratio: ratio,
            colour: colour)
    }

    private static func readColour(_ fields: inout BoxFields) -> ColourDescription? {
        let type = fields.code()
        guard type == .nclx || type == .nclc else { return nil }
        let (primaries, transfer, matrix) = (fields.u16(), fields.u16(), fields.u16())
        guard !fields.isOverrun else { return nil }
        let isFullRange = type == .nclx && fields.u8() & 0x80 != 0
        return ColourDescription(
            primaries: primaries, transfer: transfer, matrix: matrix, isFullRange: isFullRange)
    }

    private mutating func readAudio(_ box: Box, descriptionVersion: UInt8) {
        var fields = BoxFields(bytes, of: box)
        fields.skip(8)
        let version = fields.u16()
        fields.skip(6)
        var channels = Int(fields.u16())
        fields.skip(6)
        var rate = Int(fields.u32() >> 16)
        // QuickTime's versions 1 and 2 carry more fields; ISO's version 1 does not.
        let more = descriptionVersion > 0 ? 0 : version == 1 ? 16 : version == 2 ? 36 : 0
        var children = Array(Boxes(bytes, inside: box, skipping: 28 + more))
        let format = format(of: box, children)
        for child in children where child.type == .wave { children += Boxes(bytes, inside: child) }
        var codec = Codec.other(format.name)
        var configuration: [UInt8] = []
        switch format {
        case .mp4a:
            if let descriptor = children.first(where: { $0.type == .esds }) {
                (codec, configuration) = readDescriptor(descriptor)
            } else {
                defects.append(.configuration(track: track, box: FourCC.esds.name))
            }
        case .mp3: codec = .mp3
        case .ac3:
            codec = .ac3
            for child in children.prefix(Self.limit) where child.type == .dac3 {
                var fields = BoxFields(bytes, of: child)
                configuration = fields.rest()
            }
        case .eac3: codec = .other("eac3")
        default: break
        }
        if codec == .aac, let sound = AudioSpecificConfig(configuration)?.format {
            if sound.channels > 0 { channels = sound.channels }
            rate = sound.sampleRate
        } else if codec == .ac3, let box = try? AC3SpecificBox(bytes: configuration) {
            channels = box.channels
        }
        append(
            box, format: format, codec, configuration, channels: channels, sampleRate: rate)
    }

    private mutating func readDescriptor(_ box: Box) -> (Codec, [UInt8]) {
        guard let descriptor = ElementaryStreamDescriptor(BoxFields(bytes, of: box)) else {
            defects.append(.configuration(track: track, box: FourCC.esds.name))
            return (.other("mp4a"), [])
        }
        switch descriptor.objectType {
        case 0x40, 0x66, 0x67, 0x68: return (.aac, descriptor.specificInfo)
        case 0x69, 0x6B: return (.mp3, [])
        case 0xA5: return (.ac3, [])
        case 0xA6: return (.other("eac3"), [])
        case let other: return (.other("mp4a." + String(other, radix: 16)), descriptor.specificInfo)
        }
    }
}
