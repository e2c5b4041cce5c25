internal import Crypto
internal import Cutting
internal import ExactTime
internal import MovieFile

/// Opens a finished clip again and holds all that is in it against what was planned.
struct ClipCheck {
    let file: NewFile
    private let movie: Movie
    /// The clip's length in ticks of 1/90000 s.
    private let length: Int64

    /// Reads the header.
    init(_ file: NewFile, length: Int64, trackCount: Int) throws(PrecutError) {
        self.file = file
        self.length = length
        do {
            movie = try MovieReader.read(file)
        } catch {
            throw Self.mismatch("it cannot be read: \(error)")
        }
        guard movie.isMovieBoxFirst else { throw Self.mismatch("`moov` does not come first") }
        guard movie.defects.isEmpty else { throw Self.mismatch("its header is damaged: \(movie.defects)") }
        guard movie.timeScale == UInt32(ShownPictures.hertz), movie.statedDuration == UInt64(length) else {
            throw Self.mismatch("it states another duration than \(length) ticks")
        }
        guard movie.tracks.count == trackCount else { throw Self.mismatch("a track is missing") }
    }

    static func mismatch(_ what: String) -> PrecutError {
        PrecutError(
            .internalDefect, code: "clip-mismatch",
            "the finished clip is not what was planned, so it was not kept", causes: [what],
            hint: "this is a defect of precut; please report it with the command line and this message")
    }

    // MARK: Pictures

    /// Every picture's bytes, time and order; both views.
    func checkPictures(_ expected: PictureTrack, shown: ShownPictures) throws(PrecutError) {
        let track = movie.tracks[0]
        guard track.kind == .video, track.samples.count == expected.times.count else {
            throw Self.mismatch("it has \(track.samples.count) pictures instead of \(expected.times.count)")
        }
        var window = ReadAhead(file: file)
        for sample in track.samples {
            guard sample.pts == expected.times[sample.index] + expected.preroll else {
                throw Self.mismatch("picture \(sample.index) has the time \(sample.pts)")
            }
            let bytes = try window.read(at: sample.offset, count: Int(sample.size))
            guard PayloadDigest.hash(bytes) == expected.digests[sample.index] else {
                throw Self.mismatch("the bytes of picture \(sample.index) are others")
            }
        }
        try checkPresentation(of: track, shown: shown)
        guard track.statedMediaDuration == UInt64(expected.mediaLength) else {
            throw Self.mismatch("the picture track states another duration")
        }
    }

    /// With the edit list honoured: every shown picture once, in order, without a hole.
    private func checkPresentation(of track: MovieTrack, shown: ShownPictures) throws(PrecutError) {
        let presentation: MoviePresentation
        do {
            presentation = try track.presentation()
        } catch {
            throw Self.mismatch("its edit list cannot be followed: \(error)")
        }
        var rank = 0
        for picture in presentation {
            guard rank < shown.times.count else { throw Self.mismatch("more pictures are shown than planned") }
            let next = rank + 1 < shown.times.count ? shown.times[rank + 1] : length
            guard picture.start == Self.instant(shown.times[rank]), picture.end == Self.instant(next) else {
                throw Self.mismatch("picture \(rank) is shown at another time")
            }
            rank += 1
        }
        guard rank == shown.times.count else {
            throw Self.mismatch("\(rank) pictures are shown instead of \(shown.times.count)")
        }
    }

    static func instant(_ ticks: Int64) -> MediaInstant {
        MediaInstant(MediaDuration(Rational(Int128(ticks), Int128(ShownPictures.hertz))))
    }

    /// The picture track alone has an edit list, or none has: what players that ignore it show.
    var pictureTrack: MovieTrack { movie.tracks[0] }
    /// The sound track, the last one.
    var soundTrack: MovieTrack? { movie.tracks.last { $0.kind == .audio } }
}

/// Reads a file piece by piece, ahead of what is asked for.
struct ReadAhead {
    let file: NewFile
    private var start: UInt64 = 0
    private var bytes: [UInt8] = []
    private static let window = 1 << 20

    init(file: NewFile) { self.file = file }

    /// `count` bytes from `offset` on.
    mutating func read(at offset: UInt64, count: Int) throws(PrecutError) -> ArraySlice<UInt8> {
        if offset < start || offset + UInt64(count) > start + UInt64(bytes.count) {
            do {
                bytes = try file.read(at: offset, count: max(count, Self.window))
            } catch {
                throw ClipCheck.mismatch("it cannot be read back: \(error)")
            }
            start = offset
        }
        let first = Int(offset - start)
        guard bytes.count - first >= count else { throw ClipCheck.mismatch("it ends too early") }
        return bytes[first..<first + count]
    }
}
