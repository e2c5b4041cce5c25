/// Reads the parts of a `moov` box (ISO/IEC 14496-12 8.2).
struct MovieBoxReader {
    private let bytes: [UInt8]

    private static let secondsFrom1904To1970: Int64 = 2_082_844_800
    /// Tracks beyond this many are left out.
    private static let trackLimit = 1024

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(
        brands: [FourCC], isMovieBoxFirst: Bool, fileSize: UInt64
    ) throws(MovieReadError) -> Movie {
        guard let movie = Boxes(bytes, in: 0..<bytes.count).first(where: { _ in true }) else {
            throw .noMovieBox
        }
        var header: MovieHeader?
        var trackBoxes: [Box] = []
        var metadata = MetadataReader(bytes)
        for box in Boxes(bytes, inside: movie) {
            switch box.type {
            case .mvhd: header = header ?? MovieHeader(BoxFields(bytes, of: box))
            case .trak: if trackBoxes.count < Self.trackLimit { trackBoxes.append(box) }
            case .udta: metadata.readUserData(box)
            case .meta: metadata.readMeta(box)
            case .mvex: throw .fragmented
            case .cmov: throw .compressedMovieBox
            default: break
            }
        }
        guard let header else { throw .malformedMovieHeader }
        var tracks: [MovieTrack] = []
        var defects: [MovieDefect] = []
        for box in trackBoxes {
            var reader = TrackReader(bytes, box, header: header, fileSize: fileSize)
            if let track = reader.read() {
                tracks.append(track)
                if let chunk = track.samples.firstChunk(beyond: fileSize) {
                    defects.append(.chunkBeyondFile(track: track.id, chunk: chunk))
                }
            }
            defects += reader.defects
        }
        let created = Int64(truncatingIfNeeded: header.creation)
        return Movie(
            majorBrand: brands.first, compatibleBrands: Array(brands.dropFirst()),
            isMovieBoxFirst: isMovieBoxFirst, timeScale: header.timeScale, statedDuration: header.duration,
            creationTime: created == 0 ? nil : created &- Self.secondsFrom1904To1970,
            metadata: metadata.metadata, tracks: tracks, defects: defects)
    }
}
