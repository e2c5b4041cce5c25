internal import MovieFile

/// Writes the file of one clip: the header, then the payload in the order in which it is played.
struct ClipFile: Sendable {
    let movie: MovieDescription
    /// For each track, where its samples wait.
    let offsets: [[UInt64]]

    /// - Parameter length: The clip's length in ticks of 1/90000 s, also where its tracks end earlier.
    init(_ tracks: [ClipTrack], length: Int64, metadata: MovieMetadata, creationTime: Int64?) {
        movie = MovieDescription(
            tracks: tracks.map(\.description), minimumDuration: UInt64(max(0, length)), metadata: metadata,
            creationTime: creationTime)
        offsets = tracks.map(\.offsets)
    }

    /// Writes everything; the payload is copied inside the kernel.
    func write(to file: NewFile, from scratch: ScratchFile) throws {
        let writer: MovieWriter
        let header: [UInt8]
        do {
            writer = try MovieWriter(movie)
            header = try writer.headerBytes(payloadSize: writer.plan.payloadSize)
        } catch {
            throw PrecutError(
                .internalDefect, code: "clip-header", "the header of the clip cannot be written",
                causes: [String(describing: error)])
        }
        try file.append(header)
        var copy = Copy(file: file, scratch: scratch)
        for run in writer.plan.runs {
            let table = movie.tracks[run.track].samples
            for sample in run.samples {
                try copy.add(offsets[run.track][sample], UInt64(table.size(of: sample)))
            }
        }
        try copy.flush()
    }

    /// Joins neighbouring pieces, so that one call copies many samples.
    private struct Copy {
        let file: NewFile
        let scratch: ScratchFile
        private var start: UInt64 = 0
        private var count: UInt64 = 0

        init(file: NewFile, scratch: ScratchFile) {
            self.file = file
            self.scratch = scratch
        }

        mutating func add(_ offset: UInt64, _ size: UInt64) throws {
            if offset == start + count {
                count += size
            } else {
                try flush()
                (start, count) = (offset, size)
            }
        }

        mutating func flush() throws {
            guard count > 0 else { return }
            try file.append(scratch, from: start, count: count)
            count = 0
        }
    }
}
