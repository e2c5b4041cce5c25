extension IndexCodingWriter {
    mutating func defect(_ defect: Defect) {
        switch defect {
        case .continuity(let pid, let count): numbers(0, pid, count)
        case .transportError(let count): numbers(1, count)
        case .junk(let bytes, let position): numbers(2, bytes, position)
        case .cutShort(let position): numbers(3, position)
        case .severalPrograms(let count): numbers(4, count)
        case .programMapChanged: numbers(5)
        case .missingTimestamps(let stream, let count): numbers(6, stream, count)
        case .timestampJump(let stream, let position, let ticks):
            numbers(7, stream, position)
            signed(ticks)
        case .unsupportedStream(let id, let name):
            numbers(8, id)
            text(name)
        case .malformed(let what, let position):
            numbers(9, position)
            text(what)
        case .scrambled(let stream): numbers(10, stream)
        }
    }

    private mutating func numbers(_ code: UInt8, _ values: Int...) {
        byte(code)
        for value in values { signed(value) }
    }
}

extension IndexCodingReader {
    mutating func defect() throws(IndexCodingError) -> Defect {
        switch try byte() {
        case 0: return .continuity(pid: try int(), count: try int())
        case 1: return .transportError(count: try int())
        case 2: return .junk(bytes: try int(), position: try int())
        case 3: return .cutShort(position: try int())
        case 4: return .severalPrograms(count: try int())
        case 5: return .programMapChanged
        case 6: return .missingTimestamps(stream: try int(), count: try int())
        case 7: return .timestampJump(stream: try int(), position: try int(), ticks: try signed())
        case 8: return .unsupportedStream(id: try int(), name: try text())
        case 9:
            let position = try int()
            return .malformed(what: try text(), position: position)
        case 10: return .scrambled(stream: try int())
        default: throw malformed
        }
    }
}
