internal import Cutting

/// Reads units back from a scratch file, in order, many at a time.
struct SoundReader {
    private let sequence: SoundSequence
    private let scratch: ScratchFile
    private var chunk: [UInt8] = []
    private var chunkStart: UInt64 = 0

    /// Neighbours are read together up to so many bytes.
    private static let chunkLimit: UInt64 = 1 << 18

    init(_ sequence: SoundSequence, _ scratch: ScratchFile) {
        self.sequence = sequence
        self.scratch = scratch
    }

    /// The bytes of a unit; fewer than it has where the scratch file ends.
    mutating func bytes(of unit: Int) throws(PrecutError) -> ArraySlice<UInt8> {
        let start = sequence.offsets[unit]
        let size = UInt64(sequence.units[unit].size)
        if start < chunkStart || start + size > chunkStart + UInt64(chunk.count) {
            chunk = try scratch.read(at: start, count: Int(neighbours(from: unit)))
            chunkStart = start
        }
        let first = Int(start - chunkStart)
        return chunk[min(first, chunk.count)..<min(first + Int(size), chunk.count)]
    }

    /// The bytes of a unit and of those that lie right behind it.
    private func neighbours(from unit: Int) -> UInt64 {
        var count = UInt64(sequence.units[unit].size)
        var next = unit + 1
        while next < sequence.units.count, sequence.offsets[next] == sequence.offsets[unit] + count {
            let size = UInt64(sequence.units[next].size)
            guard count + size <= Self.chunkLimit else { break }
            count += size
            next += 1
        }
        return count
    }
}
