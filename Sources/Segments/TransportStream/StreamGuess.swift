internal import ElementaryStreams

/// Guesses the streams of a segment without program tables from the PES packets themselves.
enum StreamGuess {
    /// The PIDs in which PES packets begin, in ascending order, as a program.
    static func program(_ bytes: [UInt8], _ layout: PacketLayout) -> ProgramMap {
        var entries: [Int: ProgramMap.Entry] = [:]
        var packets = PacketWalk(layout)
        while let packet = packets.next(bytes) {
            guard packet.startsUnit, !packet.isScrambled, entries[packet.pid] == nil,
                let type = type(bytes, packet.payload)
            else { continue }
            entries[packet.pid] = ProgramMap.Entry(pid: packet.pid, type: type, language: nil)
        }
        return ProgramMap(number: 0, entries: entries.values.sorted { $0.pid < $1.pid })
    }

    private static func type(_ bytes: [UInt8], _ payload: Range<Int>) -> StreamType? {
        guard payload.count > PESHeader.fixedSize,
            let header = PESHeader(Array(bytes[payload].prefix(PESHeader.fixedSize + 255))),
            !header.isScrambled
        else { return nil }
        let size = PESHeader.fixedSize + Int(bytes[payload.lowerBound + 8])
        let content = min(payload.lowerBound + size, payload.upperBound)..<payload.upperBound
        switch bytes[payload.lowerBound + 3] {
        case 0xE0...0xEF:
            return StreamType(kind: .video, codec: isHEVC(bytes, content) ? .hevc : .h264, reading: .video)
        case 0xC0...0xDF:
            let isADTS = begins(.adts, bytes, content)
            return isADTS
                ? StreamType(kind: .audio, codec: .aac, reading: .audio(.adts))
                : StreamType(kind: .audio, codec: .mp3, reading: .audio(.mpegAudio))
        case 0xBD where begins(.dolby, bytes, content):
            return StreamType(kind: .audio, codec: .ac3, reading: .audio(.dolby))
        case 0xBD where ID3Tag(bytes, at: content.lowerBound) != nil:
            return StreamType(kind: .data, codec: .id3, reading: .packets)
        default: return nil
        }
    }

    private static func begins(_ syntax: AudioSyntax, _ bytes: [UInt8], _ content: Range<Int>) -> Bool {
        if case .frame = syntax.header(bytes, at: content.lowerBound) { return true }
        return false
    }

    /// Whether the first NAL unit has a two-byte header of HEVC with temporal id 0: a delimiter, parameter set,
    /// SEI or random access picture.
    private static func isHEVC(_ bytes: [UInt8], _ content: Range<Int>) -> Bool {
        guard let unit = NALUnitScanner.annexB(bytes, in: content).first, unit.count >= 2,
            bytes[unit.lowerBound] & 0x81 == 0, bytes[unit.lowerBound + 1] == 1
        else { return false }
        let type = bytes[unit.lowerBound] >> 1
        return (32...35).contains(type) || type == 39 || (16...21).contains(type) || type < 2
    }
}
