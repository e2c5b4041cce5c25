import Segments

/// libFuzzer's entry: reads the bytes as a media segment in every way, and checks what must hold of any bytes.
///
/// mp4 inputs carry their initialization section in front of the fragments, so that one file is one case.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzSegment(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    check(bytes, SegmentReading())
    check(bytes, SegmentReading(isHead: true, keepsPayload: false))
    check(bytes, SegmentReading(initialization: bytes))
    return 0
}

private func check(_ bytes: [UInt8], _ reading: SegmentReading) {
    guard let demuxed = try? SegmentReader.read(bytes, reading) else { return }
    for stream in demuxed.index.streams {
        for unit in stream.accessUnits {
            precondition(unit.size >= 0 && unit.position >= 0, "an access unit lies outside the segment")
            precondition(
                unit.configuration.map(stream.configurations.indices.contains) ?? true,
                "an access unit names no configuration")
        }
    }
    for (stream, payload) in zip(demuxed.index.streams, demuxed.payloads) {
        precondition(payload.ranges.count == stream.accessUnits.count, "a payload without its access unit")
        precondition(
            payload.ranges.allSatisfy { $0.upperBound <= payload.bytes.count }, "a range behind the payload")
        precondition(payload.bytes.count <= bytes.count * 2, "more payload than segment")
    }
    let coded = SegmentIndexCoder.encode(demuxed.index)
    precondition((try? SegmentIndexCoder.decode(coded)) == demuxed.index, "the coded index is another")
}
