import ElementaryStreams
import Foundation
import Testing

@testable import MovieFile

/// Samples cut out of a file at the places that `ffprobe` names.
struct CutMovie {
    let bytes: [UInt8]
    let probe: Probe

    init(_ path: String) throws {
        bytes = try Program.bytes(path)
        probe = try Probe.read(path, ignoringEdits: true)
    }

    func table(stream: Int) throws -> SampleTable {
        SampleTable(
            try probe.packets(ofStream: stream).map { packet in
                TrackSample(
                    size: try #require(UInt32(packet.size)),
                    duration: UInt32(truncatingIfNeeded: packet.duration ?? 0),
                    compositionOffset: Int32(truncatingIfNeeded: packet.pts - packet.dts),
                    isSync: packet.isKey)
            })
    }

    func payload(stream: Int, sample: Int) throws -> ArraySlice<UInt8> {
        let packet = probe.packets(ofStream: stream)[sample]
        let start = try #require(Int(packet.pos ?? ""))
        return bytes[start..<(start + (try #require(Int(packet.size))))]
    }

    /// The parameter sets of the first access unit of a raw H.264 or HEVC stream.
    static func parameterSets(_ annexB: [UInt8], hevc: Bool = false) -> [[UInt8]] {
        NALUnitScanner.annexB(annexB).map { Array(annexB[$0]) }.filter { unit in
            hevc ? (32...34).contains(unit[0] >> 1 & 0x3F) : [7, 8].contains(unit[0] & 0x1F)
        }
    }

    /// Writes `movie` with payloads of this file, track i from stream `streams[i]`.
    func write(_ movie: MovieDescription, streams: [Int], to path: String) throws {
        let writer = try MovieWriter(movie)
        var file = try writer.headerBytes(payloadSize: writer.plan.payloadSize)
        for run in writer.plan.runs {
            for sample in run.samples { file += try payload(stream: streams[run.track], sample: sample) }
        }
        try Program.write(file, to: path)
    }
}
