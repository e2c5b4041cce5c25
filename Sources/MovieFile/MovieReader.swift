/// Reads the header of progressive mp4 and QuickTime files (ISO/IEC 14496-12, QuickTime File Format).
public enum MovieReader {
    /// The longest `moov` that is read, 64 MiB: a clip of four hours has less than 10.
    public static let movieBoxLimit = 64 << 20

    private static let boxLimit = 65_536
    /// Brand boxes are short; this many bytes of one are read.
    private static let fileTypeLimit = 4096

    /// Reads the boxes at the top and all of `moov`, wherever it stands; never the payload.
    ///
    /// What cannot be understood in a track is left out and stated in ``Movie/defects``.
    ///
    /// - Throws: ``MovieReadError`` where there is no header to speak of.
    /// - Complexity: Memory within a small multiple of the size of `moov`.
    public static func read(_ source: some ByteSource) throws(MovieReadError) -> Movie {
        var scan = TopLevelScan()
        var offset: UInt64 = 0
        var count = 0
        while offset < source.size {
            count += 1
            guard count <= boxLimit else { throw .tooManyBoxes }
            let head = try source.read(at: offset, count: 16)
            guard let box = TopLevelBox(head, at: offset, fileSize: source.size) else {
                // Junk behind the header is of no concern here.
                if count > 1 { break }
                throw .notAMovie
            }
            if count == 1, !box.canBeginFile { throw .notAMovie }
            scan.note(box)
            offset = box.end
        }
        guard let box = scan.movie else { throw scan.hasFragments ? .fragmented : .noMovieBox }
        guard !scan.hasFragments else { throw .fragmented }
        guard box.isWhole else { throw .cutShort(offset: box.start) }
        let size = box.end - box.start
        guard size <= UInt64(movieBoxLimit) else { throw .movieBoxTooLarge(size: size) }
        let bytes = try source.read(at: box.start, count: Int(size))
        guard UInt64(bytes.count) == size else { throw .cutShort(offset: box.start) }
        var brands: [FourCC] = []
        if let fileType = scan.fileType {
            let length = Int(Swift.min(fileType.end - fileType.start, UInt64(fileTypeLimit)))
            let bytes = try source.read(at: fileType.start, count: length)
            var fields = BoxFields(bytes, in: fileType.headerSize..<bytes.count)
            brands = [fields.code()]
            fields.skip(4)
            while fields.remaining >= 4 { brands.append(fields.code()) }
        }
        return try MovieBoxReader(bytes).read(
            brands: brands, isMovieBoxFirst: scan.isMovieBoxFirst, fileSize: source.size)
    }
}
