internal import Crypto
internal import Cutting
internal import ElementaryStreams
internal import ExactTime
internal import MovieFile

/// The tracks of a clip, and what they should be found to be.
struct MadeClip: Sendable {
    var pictures: PictureTrack?
    /// The pictures that it shows, where it has any.
    var shown: ShownPictures?
    var sound: (track: ClipTrack, facts: SoundFacts)?
    /// The clip's length in ticks of 1/90000 s.
    var length: Int64

    /// Pictures first.
    var tracks: [ClipTrack] { [pictures?.track, sound?.track].compactMap { $0 } }
}

/// What a finished clip was found to hold.
struct CheckedClip: Sendable {
    /// Bytes of the file.
    var size: UInt64
    /// By how much sound lies later against the picture than in the snapshot, the worst of both ends.
    var skew: MediaDuration?
}

/// Opens a finished clip again and holds all that is in it against what was planned.
struct ClipCheck {
    private let file: NewFile
    private let made: MadeClip
    private let scratch: ScratchFile
    private let movie: Movie

    /// Reads the header.
    init(_ file: NewFile, of made: MadeClip, scratch: ScratchFile) throws(PrecutError) {
        self.file = file
        self.made = made
        self.scratch = scratch
        do {
            movie = try MovieReader.read(file)
        } catch {
            throw Self.mismatch("it cannot be read: \(error)")
        }
    }

    /// Looks at everything.
    func run(isCancelled: () -> Bool) throws(PrecutError) -> CheckedClip {
        guard movie.isMovieBoxFirst else { throw Self.mismatch("`moov` does not come first") }
        guard movie.defects.isEmpty else { throw Self.mismatch("its header is damaged: \(movie.defects)") }
        guard movie.timeScale == UInt32(ShownPictures.hertz), movie.statedDuration == UInt64(made.length)
        else {
            throw Self.mismatch("it states another duration than \(made.length) ticks")
        }
        let kinds: [StreamKind] =
            (made.pictures == nil ? [] : [.video]) + (made.sound == nil ? [] : [.audio])
        guard movie.tracks.map(\.kind) == kinds else { throw Self.mismatch("it has other tracks") }
        if let pictures = made.pictures, let shown = made.shown, let track = movie.tracks.first {
            try checkPictures(track, pictures, shown, isCancelled: isCancelled)
        }
        var skew: MediaDuration?
        if let sound = made.sound, let track = movie.tracks.last {
            skew = try checkSound(track, sound.track, sound.facts, isCancelled: isCancelled)
        }
        return CheckedClip(size: file.size, skew: made.pictures == nil ? nil : skew)
    }

    static func mismatch(_ what: String) -> PrecutError {
        PrecutError(
            .internalDefect, code: "clip-mismatch",
            "the finished clip is not what was planned, so it was not kept", causes: [what],
            hint: "this is a defect of precut; please report it with the command line and this message")
    }

    private static let interrupted = PrecutError(.interrupted, code: "interrupted", "interrupted")

    // MARK: Pictures

    /// Every picture's bytes, time and order; both views.
    private func checkPictures(
        _ track: MovieTrack, _ expected: PictureTrack, _ shown: ShownPictures, isCancelled: () -> Bool
    ) throws(PrecutError) {
        guard track.samples.count == expected.times.count else {
            throw Self.mismatch("it has \(track.samples.count) pictures instead of \(expected.times.count)")
        }
        var window = ReadAhead(file: file)
        for sample in track.samples {
            if isCancelled() { throw Self.interrupted }
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
            guard rank < shown.times.count else {
                throw Self.mismatch("more pictures are shown than planned")
            }
            let next = rank + 1 < shown.times.count ? shown.times[rank + 1] : made.length
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

    // MARK: Sound

    /// Every unit's bytes, and where it is heard.
    ///
    /// - Returns: How late the sound is, the worst of both ends.
    private func checkSound(
        _ track: MovieTrack, _ expected: ClipTrack, _ facts: SoundFacts, isCancelled: () -> Bool
    ) throws(PrecutError) -> MediaDuration {
        guard track.samples.count == expected.offsets.count,
            track.timeScale == UInt32(clamping: facts.sampleRate)
        else {
            throw Self.mismatch(
                "it has \(track.samples.count) units of sound instead of \(expected.offsets.count)")
        }
        var window = ReadAhead(file: file)
        var times: [Int64] = []
        times.reserveCapacity(track.samples.count)
        for sample in track.samples {
            if isCancelled() { throw Self.interrupted }
            times.append(sample.pts)
            let bytes = try window.read(at: sample.offset, count: Int(sample.size))
            let stored = try scratch.read(at: expected.offsets[sample.index], count: Int(sample.size))
            guard bytes.elementsEqual(stored) else {
                throw Self.mismatch("the bytes of sound unit \(sample.index) are others")
            }
        }
        let presentation: MoviePresentation
        do {
            presentation = try track.presentation()
        } catch {
            throw Self.mismatch("the edit list of its sound cannot be followed: \(error)")
        }
        let sample = MediaDuration(Rational(1, Int128(max(facts.sampleRate, 1))))
        var worst = MediaDuration.zero
        var end: MediaInstant?
        for unit in presentation {
            if let end, end != unit.start { throw Self.mismatch("its sound has a hole") }
            end = unit.end
            // Where this sample lies in the snapshot, from the in point.
            let position = times[unit.index] - facts.hiddenSamples + facts.heard.lowerBound
            let due = MediaDuration(Rational(Int128(position)) * sample.seconds) + unit.headTrim
            let late = unit.start - .zero - due
            if late.magnitude > worst.magnitude { worst = late }
        }
        guard let end, worst.magnitude <= sample else {
            throw Self.mismatch("its sound is \(worst.seconds) s late")
        }
        // Edits end on whole ticks.
        let heard = MediaDuration(Rational(Int128(facts.heard.upperBound)) * sample.seconds)
        guard ((end - .zero) - heard).magnitude <= sample + ShownPictures.tick else {
            throw Self.mismatch("its sound ends elsewhere")
        }
        return worst
    }
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
