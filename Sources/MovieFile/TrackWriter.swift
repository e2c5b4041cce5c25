import ElementaryStreams
import ExactTime

/// Writes one `trak` box (ISO/IEC 14496-12 8.3).
struct TrackWriter {
    let track: TrackDescription
    let trackDuration: UInt64
    let creation: UInt64
    let offsets: [UInt64]
    let sampleCounts: [UInt32]
    /// Chunk offsets have 64 bits.
    let isLong: Bool

    init(
        _ track: TrackDescription, movieTimeScale: UInt32, trackDuration: UInt64, creation: UInt64,
        offsets: [UInt64], sampleCounts: [UInt32], isLong: Bool
    ) {
        self.track = track
        self.trackDuration = trackDuration
        self.creation = creation
        self.offsets = offsets
        self.sampleCounts = sampleCounts
        self.isLong = isLong
    }

    private var video: VideoSampleEntry? {
        if case .video(let entry) = track.sampleEntry { return entry }
        return nil
    }

    func write(_ writer: inout BoxWriter) {
        writer.box(.trak) { writer in
            writeTrackHeader(&writer)
            if !track.edits.isEmpty { writer.box(.edts) { writeEdits(&$0) } }
            writer.box(.mdia) { writer in
                writeMediaHeader(&writer)
                writeHandler(&writer)
                writer.box(.minf) { writer in
                    if video != nil {
                        writer.fullBox(.vmhd, flags: 1) { $0.zeros(8) }
                    } else {
                        writer.fullBox(.smhd) { $0.zeros(4) }
                    }
                    writer.box(.dinf) { writer in
                        writer.fullBox(.dref) { writer in
                            writer.u32(1)
                            // The media is in this file.
                            writer.fullBox(.url, flags: 1) { _ in }
                        }
                    }
                    writer.box(.stbl) { writer in
                        SampleEntryWriter(track).write(&writer)
                        SampleTableWriter(
                            track.samples, offsets: offsets, sampleCounts: sampleCounts, isLong: isLong,
                            rollDistance: track.rollDistance
                        ).write(&writer)
                    }
                }
            }
        }
    }

    private func writeTrackHeader(_ writer: inout BoxWriter) {
        let isLong = Swift.max(trackDuration, creation) > UInt64(UInt32.max)
        // Enabled, and part of the movie.
        writer.fullBox(.tkhd, version: isLong ? 1 : 0, flags: 3) { writer in
            writer.u32or64(creation, isLong: isLong)
            writer.u32or64(creation, isLong: isLong)
            writer.u32(track.id)
            writer.u32(0)
            writer.u32or64(trackDuration, isLong: isLong)
            writer.zeros(8)
            writer.u16(0)
            // Sounds are alternatives to each other.
            writer.u16(video == nil ? 1 : 0)
            writer.u16(video == nil ? 0x0100 : 0)
            writer.u16(0)
            let width = video.map { Self.displayWidth($0) } ?? 0
            let height = UInt32(video?.height ?? 0) << 16
            let rotation = video == nil ? Rotation.none : track.rotation
            let matrix = rotation.matrix(
                width: Int32(truncatingIfNeeded: width >> 16), height: Int32(truncatingIfNeeded: height >> 16)
            )
            for number in matrix { writer.u32(UInt32(bitPattern: number)) }
            writer.u32(width)
            writer.u32(height)
        }
    }

    /// The width on square samples, 16.16 rounded down, at most 65535.
    private static func displayWidth(_ entry: VideoSampleEntry) -> UInt32 {
        let ratio = entry.sampleAspectRatio
        let width = (UInt64(entry.width) << 16) * UInt64(ratio.horizontal) / UInt64(ratio.vertical)
        return UInt32(Swift.min(width, 0xFFFF_0000))
    }

    private func writeEdits(_ writer: inout BoxWriter) {
        let isLong = track.edits.contains { edit in
            edit.segmentDuration > UInt64(UInt32.max) || edit.mediaTime ?? 0 > Int64(Int32.max)
        }
        writer.fullBox(.elst, version: isLong ? 1 : 0) { writer in
            writer.u32(UInt32(truncatingIfNeeded: track.edits.count))
            for edit in track.edits {
                writer.u32or64(edit.segmentDuration, isLong: isLong)
                writer.u32or64(UInt64(bitPattern: edit.mediaTime ?? -1), isLong: isLong)
                writer.u32(UInt32(bitPattern: edit.rate))
            }
        }
    }

    private func writeMediaHeader(_ writer: inout BoxWriter) {
        let duration = track.samples.duration
        let isLong = Swift.max(duration, creation) > UInt64(UInt32.max)
        writer.fullBox(.mdhd, version: isLong ? 1 : 0) { writer in
            writer.u32or64(creation, isLong: isLong)
            writer.u32or64(creation, isLong: isLong)
            writer.u32(track.timeScale)
            writer.u32or64(duration, isLong: isLong)
            // Three letters of five bits, each counted from 0x60.
            let letters = (track.language ?? "und").utf8
            writer.u16(letters.reduce(0) { $0 << 5 | UInt16($1 &- 0x60) & 0x1F })
            writer.u16(0)
        }
    }

    private func writeHandler(_ writer: inout BoxWriter) {
        writer.fullBox(.hdlr) { writer in
            writer.u32(0)
            writer.code(video == nil ? .soun : .vide)
            writer.zeros(12)
            writer.append(video == nil ? "SoundHandler" : "VideoHandler")
            writer.u8(0)
        }
    }

    // MARK: Validation

    static func validate(
        _ track: TrackDescription, index: Int, movieTimeScale: UInt32
    ) throws(MovieWriteError) {
        guard (1...UInt32(Int32.max)).contains(track.timeScale) else { throw .timeScale(track: index) }
        if let language = track.language {
            let isCode = language.utf8.count == 3 && language.utf8.allSatisfy { (0x61...0x7A).contains($0) }
            guard isCode else { throw .language(track: index) }
        }
        guard SampleEntryWriter.isWritable(track.sampleEntry) else { throw .sampleEntry(track: index) }
        guard track.samples.count > 0 else { throw .noSamples(track: index) }
        var total: UInt64 = 0
        for (position, edit) in track.edits.enumerated() {
            guard edit.segmentDuration > 0, edit.mediaTime ?? 0 >= 0 else {
                throw .edit(track: index, index: position)
            }
            let (sum, overflows) = total.addingReportingOverflow(edit.segmentDuration)
            guard !overflows, sum <= UInt64(Int64.max) else { throw .tooLong(track: index) }
            total = sum
        }
        // At most 2²⁷ samples of less than 2³² ticks: the sum itself cannot wrap.
        guard track.samples.count < 1 << 27,
            MovieClock.convert(
                track.samples.duration, from: track.timeScale, to: movieTimeScale, rounding: .down) != nil
        else { throw .tooLong(track: index) }
    }
}
