internal import ElementaryStreams

/// What an entry of a program map says a stream is, and how it is read.
struct StreamType: Sendable, Hashable {
    /// How the payload is cut into access units.
    enum Reading: Sendable, Hashable {
        /// H.264 or HEVC.
        case video
        /// Audio frames.
        case audio(AudioSyntax)
        /// Each PES packet is one unit.
        case packets
        /// Sections and the like: not read at all.
        case nothing
    }
    var kind: StreamKind
    var codec: Codec
    var reading: Reading
    /// Its payload is encrypted with SAMPLE-AES (Apple, MPEG-2 Stream Encryption Format for HLS).
    var isScrambled = false
    /// It is known by name and nothing more.
    var isUnsupported = false

    init(kind: StreamKind, codec: Codec, reading: Reading) {
        self.kind = kind
        self.codec = codec
        self.reading = reading
    }

    private init(scrambled kind: StreamKind, _ codec: Codec) {
        self.init(kind: kind, codec: codec, reading: .packets)
        isScrambled = true
    }

    private init(unsupported kind: StreamKind, _ name: String, reading: Reading = .packets) {
        self.init(kind: kind, codec: .other(name), reading: reading)
        isUnsupported = true
    }

    /// Reads `stream_type` (ISO/IEC 13818-1 table 2-34, ATSC A/53, and the private ones of HLS).
    init(_ type: UInt8, _ descriptors: StreamDescriptors) {
        switch type {
        case 0x1B: self.init(kind: .video, codec: .h264, reading: .video)
        case 0x24: self.init(kind: .video, codec: .hevc, reading: .video)
        case 0x0F: self.init(kind: .audio, codec: .aac, reading: .audio(.adts))
        case 0x03, 0x04: self.init(kind: .audio, codec: .mp3, reading: .audio(.mpegAudio))
        case 0x81: self.init(kind: .audio, codec: .ac3, reading: .audio(.dolby))
        case 0x87: self.init(kind: .audio, codec: .other("eac3"), reading: .audio(.dolby))
        case 0x15: self.init(kind: .data, codec: .id3, reading: .packets)
        case 0xDB: self.init(scrambled: .video, .h264)
        case 0xCF: self.init(scrambled: .audio, .aac)
        case 0xC1: self.init(scrambled: .audio, .ac3)
        case 0xC2: self.init(scrambled: .audio, .other("eac3"))
        case 0x01: self.init(unsupported: .video, "mpeg1video")
        case 0x02: self.init(unsupported: .video, "mpeg2video")
        case 0x10: self.init(unsupported: .video, "mpeg4")
        case 0x33: self.init(unsupported: .video, "vvc")
        case 0x11: self.init(unsupported: .audio, "aac_latm")
        case 0x82, 0x85,
            0x86 where descriptors.registration == "HDMV", 0x8A:
            self.init(unsupported: .audio, "dts")
        case 0x83: self.init(unsupported: .audio, "truehd")
        case 0x06: self.init(private: descriptors)
        // Sections instead of PES packets, among them SCTE 35 (0x86).
        case 0x05, 0x0A...0x0D, 0x13, 0x14, 0x16...0x19, 0x86, 0x95:
            self.init(unsupported: .data, Self.name(type), reading: .nothing)
        default: self.init(unsupported: .data, Self.name(type))
        }
    }

    /// PES private data, which only its descriptors explain.
    private init(private descriptors: StreamDescriptors) {
        switch descriptors.registration {
        case "AC-3": self.init(kind: .audio, codec: .ac3, reading: .audio(.dolby))
        case "EAC3": self.init(kind: .audio, codec: .other("eac3"), reading: .audio(.dolby))
        case "HEVC": self.init(kind: .video, codec: .hevc, reading: .video)
        case "ID3 ": self.init(kind: .data, codec: .id3, reading: .packets)
        case "Opus": self.init(unsupported: .audio, "opus")
        case let registration?: self.init(unsupported: .data, registration)
        case nil where descriptors.tags.contains(0x6A):
            self.init(kind: .audio, codec: .ac3, reading: .audio(.dolby))
        case nil where descriptors.tags.contains(0x7A):
            self.init(kind: .audio, codec: .other("eac3"), reading: .audio(.dolby))
        case nil where descriptors.tags.contains(0x59): self.init(unsupported: .data, "dvb_subtitle")
        case nil where descriptors.tags.contains(0x56): self.init(unsupported: .data, "dvb_teletext")
        case nil: self.init(unsupported: .data, Self.name(0x06))
        }
    }

    private static func name(_ type: UInt8) -> String {
        let digits = String(type, radix: 16, uppercase: true)
        return "stream type 0x" + (digits.count == 1 ? "0" : "") + digits
    }
}
