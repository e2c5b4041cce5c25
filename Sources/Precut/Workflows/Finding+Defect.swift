internal import Findings
internal import Segments

extension Finding {
    /// The finding that a segment's defect amounts to.
    init(_ defect: Defect, segment: Int) {
        let place = "segment \(segment)"
        switch defect {
        case .continuity(let pid, let count):
            self.init(
                .continuityErrors, "\(place): the continuity counter of PID \(pid) jumps \(count) times",
                segment: segment)
        case .transportError(let count):
            self.init(.transportErrors, "\(place): \(count) packets are flagged as damaged", segment: segment)
        case .junk(let bytes, let position):
            self.init(.junkBytes, "\(place): \(bytes) bytes skipped at byte \(position)", segment: segment)
        case .cutShort(let position):
            self.init(.cutShort, "\(place) breaks off at byte \(position)", segment: segment)
        case .severalPrograms(let count):
            self.init(.severalPrograms, "\(place) carries \(count) programs", segment: segment)
        case .programMapChanged:
            self.init(.programMapChanged, "\(place): the program map changes", segment: segment)
        case .missingTimestamps(let stream, let count):
            self.init(
                .missingTimestamps, "\(place): \(count) access units of stream \(stream) have no timestamp",
                segment: segment)
        case .timestampJump(let stream, let position, let ticks):
            self.init(
                .timestampJumpInside,
                "\(place): timestamps of stream \(stream) jump by \(ticks) ticks at byte \(position)",
                segment: segment)
        case .unsupportedStream(let id, let name):
            self.init(.unsupportedStream, "\(place): stream \(id) (\(name)) is left out", segment: segment)
        case .malformed(let what, let position):
            self.init(.malformedMedia, "\(place): malformed \(what) at byte \(position)", segment: segment)
        case .scrambled(let stream):
            self.init(.scrambledStream, "\(place): stream \(stream) is scrambled", segment: segment)
        }
    }
}
