import ElementaryStreams

/// The numbers by which the coded form of an index names cases; they never change within a version.

extension Container {
    var code: UInt8 {
        switch self {
        case .mpegTS: 0
        case .fmp4: 1
        case .packedAudio: 2
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .mpegTS
        case 1: self = .fmp4
        case 2: self = .packedAudio
        default: return nil
        }
    }
}

extension StreamKind {
    var code: UInt8 {
        switch self {
        case .video: 0
        case .audio: 1
        case .data: 2
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .video
        case 1: self = .audio
        case 2: self = .data
        default: return nil
        }
    }
}

extension IndexCodingWriter {
    mutating func codec(_ codec: Codec) {
        switch codec {
        case .h264: byte(0)
        case .hevc: byte(1)
        case .aac: byte(2)
        case .mp3: byte(3)
        case .ac3: byte(4)
        case .id3: byte(5)
        case .other(let name):
            byte(6)
            text(name)
        }
    }
}

extension IndexCodingReader {
    mutating func codec() throws(IndexCodingError) -> Codec {
        switch try byte() {
        case 0: return .h264
        case 1: return .hevc
        case 2: return .aac
        case 3: return .mp3
        case 4: return .ac3
        case 5: return .id3
        case 6: return .other(try text())
        default: throw malformed
        }
    }
}
