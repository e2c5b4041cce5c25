internal import Crypto
internal import Findings
internal import Playlist
internal import Segments
internal import Transport

/// The segments of one media playlist as clear bytes: fetched, decrypted, with their initialization sections.
///
/// Keys and initialization sections are fetched once each, however many segments share them.
struct SegmentSource: Sendable {
    /// How many bytes of a segment are read for its first timestamps, and how many in all where that was not
    /// enough: the first pictures of a 480p rendition, then of one at 1080p. After that, everything.
    static let headLengths: [Int64] = [128 << 10, 512 << 10]
    /// No segment, key or initialization section may be larger.
    static let segmentLimit: Int64 = 1 << 30
    static let initializationLimit: Int64 = 16 << 20

    let segments: [MediaSegment]
    let base: ResourceLocation
    let fetcher: Fetcher
    private let initializations = Once<InitializationKey, [UInt8]>()
    private let keys = Once<ResourceLocation, SecretKey>()

    init(playlist: MediaPlaylist, base: ResourceLocation, fetcher: Fetcher) {
        segments = playlist.segments
        self.base = base
        self.fetcher = fetcher
    }

    private struct InitializationKey: Hashable, Sendable {
        var location: ResourceLocation
        var range: Range<Int64>?
        var key: EncryptionKey?
    }

    /// Where a segment lies.
    func location(of segment: Int) throws(PrecutError) -> ResourceLocation {
        do {
            return try base.resolve(segments[segment].uri)
        } catch {
            throw PrecutError(transport: error, reading: "segment \(segment)")
        }
    }

    /// What identifies the present state of a segment's file; empty for what comes over HTTP, since a snapshot
    /// is frozen.
    func state(of segment: Int) -> [Int64] {
        guard let location = try? base.resolve(segments[segment].uri), let path = location.filePath else {
            return []
        }
        return InputFile.state(path) ?? [-1]
    }

    /// Reads a segment.
    ///
    /// - Parameters:
    ///   - segment: Which one.
    ///   - keepsPayload: Keep the access units' bytes.
    func load(_ segment: Int, keepsPayload: Bool) async throws -> DemuxedSegment {
        let entry = segments[segment]
        let key = try usableKey(entry.keys, of: "segment \(segment)")
        let range = entry.byteRange.map { $0.offset..<$0.end }
        let name = "segment \(segment)"
        async let initialization = loadInitialization(entry.initialization, name: name)
        async let secret = loadKey(key)
        let response = try await fetch(try location(of: segment), range: range, name: name)
        let bytes = try decrypt(
            response.bytes, with: try await secret, key: key, of: entry, isCut: false)
        return try demux(
            bytes, SegmentReading(initialization: try await initialization, keepsPayload: keepsPayload),
            of: segment, isEncrypted: key != nil)
    }

    /// The beginning of a segment, as much of it as is needed.
    struct Head: Sendable {
        var index: SegmentIndex
        /// It turned out to be all of the segment.
        var isWhole: Bool
        /// All of the segment, where the beginning was that.
        var whole: DemuxedSegment?
    }

    /// Reads the beginning of a segment, and more of it until it is enough.
    ///
    /// - Parameter isEnough: Whether the index of what was read so far answers the question.
    func loadHead(_ segment: Int, until isEnough: @Sendable (SegmentIndex) -> Bool) async throws -> Head {
        let entry = segments[segment]
        let key = try usableKey(entry.keys, of: "segment \(segment)")
        let name = "segment \(segment)"
        let start = entry.byteRange?.offset ?? 0
        let end = entry.byteRange?.end ?? .max
        async let initialization = loadInitialization(entry.initialization, name: name)
        async let secret = loadKey(key)
        var bytes: [UInt8] = []
        for length in Self.headLengths + [.max - start] {
            let upTo = min(end, start + length)
            let response = try await fetch(
                try location(of: segment), range: start + Int64(bytes.count)..<upTo,
                mayEndEarly: entry.byteRange == nil, name: name)
            bytes += response.bytes
            let read = start + Int64(bytes.count)
            let isWhole = upTo == end || read < upTo || response.totalSize == read
            let clear = try decrypt(bytes, with: try await secret, key: key, of: entry, isCut: !isWhole)
            let reading = SegmentReading(
                initialization: try await initialization, isHead: !isWhole, keepsPayload: isWhole)
            let demuxed = try demux(clear, reading, of: segment, isEncrypted: key != nil)
            if isWhole || isEnough(demuxed.index) {
                return Head(index: demuxed.index, isWhole: isWhole, whole: isWhole ? demuxed : nil)
            }
        }
        throw PrecutError(.internalDefect, code: "head-without-end", "\(name) has no end")
    }

    private func demux(
        _ bytes: [UInt8], _ reading: SegmentReading, of segment: Int, isEncrypted: Bool
    ) throws(PrecutError) -> DemuxedSegment {
        do {
            return try SegmentReader.read(bytes, reading)
        } catch {
            throw PrecutError(
                segment: error, number: segment, location: try location(of: segment).description,
                isEncrypted: isEncrypted)
        }
    }

    private func fetch(
        _ location: ResourceLocation, range: Range<Int64>?, mayEndEarly: Bool = false,
        limit: Int64 = segmentLimit, name: String
    ) async throws -> FetchResponse {
        do {
            return try await fetcher.fetch(
                FetchRequest(location, range: range, mayEndEarly: mayEndEarly, sizeLimit: limit))
        } catch {
            throw PrecutError(transport: error, reading: name)
        }
    }

    // MARK: Initialization sections

    private func loadInitialization(_ section: InitializationSection?, name: String) async throws -> [UInt8]?
    {
        guard let section else { return nil }
        let name = "the initialization section of \(name)"
        let key = try usableKey(section.keys, of: name)
        let location: ResourceLocation
        do {
            location = try base.resolve(section.uri)
        } catch {
            throw PrecutError(transport: error, reading: name)
        }
        let range = section.byteRange.map { $0.offset..<$0.end }
        let identity = InitializationKey(location: location, range: range, key: key)
        return try await initializations.value(for: identity) {
            let bytes = try await fetch(location, range: range, limit: Self.initializationLimit, name: name)
                .bytes
            guard let key, let secret = try await loadKey(key) else { return bytes }
            guard let iv = key.iv else {
                throw PrecutError(
                    .invalidInput, code: "initialization-iv",
                    "\(name) is encrypted, and its EXT-X-KEY has no IV attribute",
                    hint: "RFC 8216 4.3.2.5 asks for one; the packager must add it")
            }
            return try decryptBlocks(bytes, secret: secret, iv: iv, isCut: false, name: name)
        }
    }

    // MARK: Decryption

    /// The key to use, `nil` for clear bytes; every other kind of encryption is refused by name.
    private func usableKey(_ keys: [EncryptionKey], of name: String) throws(PrecutError) -> EncryptionKey? {
        let active = keys.filter { $0.method != .none }
        guard !active.isEmpty else { return nil }
        if let usable = active.first(where: { $0.method == .aes128 && $0.isIdentity }) { return usable }
        let key = active[0]
        let what =
            key.isIdentity
            ? "METHOD=\(key.method.name)" : "KEYFORMAT=\"\(key.keyFormat)\" (\(key.method.name))"
        throw PrecutError(
            .invalidInput, code: "encryption-unsupported", "\(name) is encrypted with \(what)",
            causes: ["line \(key.line): only AES-128 with identity keys can be decrypted"],
            hint: "ask for a rendition without DRM")
    }

    private func loadKey(_ key: EncryptionKey?) async throws -> SecretKey? {
        guard let key, let uri = key.uri else { return nil }
        let location: ResourceLocation
        do {
            location = try base.resolve(uri)
        } catch {
            throw PrecutError(transport: error, reading: "the key of line \(key.line)")
        }
        return try await keys.value(for: location) {
            let name = "the key of line \(key.line)"
            let bytes = try await fetch(location, range: nil, limit: 4096, name: name).bytes
            guard bytes.count == AES128.blockLength else {
                throw PrecutError(
                    .invalidInput, code: "key-length",
                    "`\(location)` is no AES-128 key: it has \(bytes.count) bytes, a key has 16",
                    hint: "check that the key server answered with the key and not with a page")
            }
            return SecretKey(bytes)
        }
    }

    private func decrypt(
        _ bytes: [UInt8], with secret: SecretKey?, key: EncryptionKey?, of segment: MediaSegment, isCut: Bool
    ) throws(PrecutError) -> [UInt8] {
        guard let secret, let key else { return bytes }
        // Without an IV attribute it is the media sequence number, big-endian (RFC 8216 5.2).
        let sequence = UInt128(truncatingIfNeeded: segment.mediaSequence)
        let implicit = (0..<16).map { UInt8(truncatingIfNeeded: sequence >> (8 * UInt128(15 - $0))) }
        return try decryptBlocks(
            bytes, secret: secret, iv: key.iv ?? implicit, isCut: isCut, name: "segment \(segment.index)")
    }

    private func decryptBlocks(
        _ bytes: [UInt8], secret: SecretKey, iv: [UInt8], isCut: Bool, name: String
    ) throws(PrecutError) -> [UInt8] {
        do {
            if isCut { return try AES128.decryptCBCPrefix(bytes, key: secret, iv: iv) }
            return try AES128.decryptCBC(bytes, key: secret, iv: iv, removesPadding: true)
        } catch {
            throw PrecutError(decryption: error, of: name)
        }
    }
}
