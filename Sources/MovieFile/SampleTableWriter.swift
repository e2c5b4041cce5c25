/// Writes the boxes of `stbl` behind `stsd` (ISO/IEC 14496-12 8.6, 8.7, 8.9, 10.1).
struct SampleTableWriter {
    private let samples: SampleTable
    private let offsets: [UInt64]
    private let sampleCounts: [UInt32]
    private let isLong: Bool
    private let rollDistance: Int16?

    init(
        _ samples: SampleTable, offsets: [UInt64], sampleCounts: [UInt32], isLong: Bool, rollDistance: Int16?
    ) {
        self.samples = samples
        self.offsets = offsets
        self.sampleCounts = sampleCounts
        self.isLong = isLong
        self.rollDistance = rollDistance
    }

    func write(_ writer: inout BoxWriter) {
        writer.fullBox(.stts) { writer in
            writer.u32(UInt32(truncatingIfNeeded: samples.durations.runs.count))
            for run in samples.durations.runs {
                writer.u32(run.count)
                writer.u32(run.value)
            }
        }
        if let positions = samples.sync.positions {
            writer.fullBox(.stss) { writer in
                writer.u32(UInt32(truncatingIfNeeded: positions.count))
                for position in positions { writer.u32(position &+ 1) }
            }
        }
        writeCompositionOffsets(&writer)
        writeChunks(&writer)
        if let rollDistance { writeRollGroup(rollDistance, &writer) }
    }

    private func writeCompositionOffsets(_ writer: inout BoxWriter) {
        let runs = samples.compositionOffsets.runs
        guard runs.contains(where: { $0.value != 0 }) else { return }
        let isSigned = runs.contains { $0.value < 0 }
        writer.fullBox(.ctts, version: isSigned ? 1 : 0) { writer in
            writer.u32(UInt32(truncatingIfNeeded: runs.count))
            for run in runs {
                writer.u32(run.count)
                writer.u32(UInt32(bitPattern: run.value))
            }
        }
    }

    private func writeChunks(_ writer: inout BoxWriter) {
        writer.fullBox(.stsc) { writer in
            var runs: [(first: Int, count: UInt32)] = []
            for (index, count) in sampleCounts.enumerated() where runs.last?.count != count {
                runs.append((index + 1, count))
            }
            writer.u32(UInt32(truncatingIfNeeded: runs.count))
            for run in runs {
                writer.u32(UInt32(truncatingIfNeeded: run.first))
                writer.u32(run.count)
                writer.u32(1)
            }
        }
        writer.fullBox(.stsz) { writer in
            writer.u32(0)
            writer.u32(UInt32(truncatingIfNeeded: samples.count))
            for index in 0..<samples.count { writer.u32(samples.sizes[index]) }
        }
        writer.fullBox(isLong ? .co64 : .stco) { writer in
            writer.u32(UInt32(truncatingIfNeeded: offsets.count))
            for offset in offsets { writer.u32or64(offset, isLong: isLong) }
        }
    }

    private func writeRollGroup(_ distance: Int16, _ writer: inout BoxWriter) {
        writer.fullBox(.sgpd, version: 1) { writer in
            writer.code(.roll)
            writer.u32(2)
            writer.u32(1)
            writer.u16(UInt16(bitPattern: distance))
        }
        writer.fullBox(.sbgp) { writer in
            writer.code(.roll)
            writer.u32(1)
            writer.u32(UInt32(truncatingIfNeeded: samples.count))
            writer.u32(1)
        }
    }
}
