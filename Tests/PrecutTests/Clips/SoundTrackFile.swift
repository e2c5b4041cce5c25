import MovieFile

@testable import Precut

extension ClipTrack {
    /// Bytes of each sample, by the writer's own plan of one sample a chunk.
    var sizes: [Int] {
        let count = description.samples.count
        let pieces = (0..<count).map { _ in InterleavePlan.Piece(track: 0, sampleCount: 1) }
        let plan = try? InterleavePlan(pieces: pieces, of: [description.samples])
        return plan?.runs.map { Int($0.byteCount) } ?? []
    }

    /// An mp4 file with this track alone.
    func fileBytes(from scratch: ScratchFile) throws -> [UInt8] {
        let writer = try MovieWriter(MovieDescription(tracks: [description]))
        var bytes = try writer.headerBytes(payloadSize: writer.plan.payloadSize)
        let sizes = sizes
        for sample in writer.plan.runs.flatMap(\.samples) {
            bytes += try scratch.read(at: offsets[sample], count: sizes[sample])
        }
        return bytes
    }
}
