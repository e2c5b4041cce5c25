/// The ways in which audio frames describe themselves in a byte stream.
public enum AudioSyntax: Sendable, Hashable {
    /// AAC in ADTS (ISO/IEC 13818-7 6.2, 14496-3 1.A.2).
    case adts
    /// MPEG-1, MPEG-2 and MPEG-2.5 audio, layers I to III (ISO/IEC 11172-3 2.4.1.3, 13818-3).
    case mpegAudio
    /// AC-3 and E-AC-3 (ETSI TS 102 366).
    case dolby

    /// Bytes that ``header(_:at:)`` needs in front of it to give its final answer.
    public static let headerSize = 16

    /// What stands at an offset.
    public enum Reading: Sendable, Hashable {
        /// A frame header; the frame's other bytes may still be missing.
        case frame(AudioFrame)
        /// Too few bytes to tell; those there are fit.
        case needsMore
        /// No frame header.
        case noFrame
    }

    /// Reads the frame header at `offset`.
    public func header(_ bytes: [UInt8], at offset: Int) -> Reading {
        guard offset >= 0, offset < bytes.count else { return .needsMore }
        switch self {
        case .adts: return ADTSHeader.read(bytes, at: offset)
        case .mpegAudio: return MPEGAudioHeader.read(bytes, at: offset)
        case .dolby: return DolbyHeader.read(bytes, at: offset)
        }
    }

    /// The first offset at or after `start` whose byte can begin a frame; `nil` where there is none.
    public func nextCandidate(in bytes: [UInt8], from start: Int) -> Int? {
        let sync: UInt8 = self == .dolby ? 0x0B : 0xFF
        var offset = max(start, 0)
        while offset < bytes.count {
            if bytes[offset] == sync { return offset }
            offset += 1
        }
        return nil
    }

    /// The codec of a frame in this syntax: ``Codec/mp3`` for every MPEG layer, `other("eac3")` for E-AC-3.
    public func codec(of frame: AudioFrame) -> Codec {
        switch self {
        case .adts: .aac
        case .mpegAudio: .mp3
        case .dolby: frame.format.profile == DolbyHeader.enhancedProfile ? .other("eac3") : .ac3
        }
    }
}
