internal import ExactTime

/// Reads a media playlist line by line (RFC 8216 4.3.1, 4.3.2, 4.3.3, 4.3.5).
struct MediaPlaylistReader: PlaylistReading {
    static let home = Tag.Home.media

    var context: ReadingContext
    private let inputs: ReadingInputs
    private var playlist: MediaPlaylist
    private var next = PendingSegment()
    /// The keys in force, one for each KEYFORMAT.
    private var keys: [EncryptionKey] = []
    private var initialization: InitializationSection?
    private var bitrate: Int64?
    /// How many EXT-X-DISCONTINUITY there were.
    private var discontinuities: Int64 = 0
    /// The last segment's, and the last partial segment's, resource and where its byte range ended.
    private var segmentRange = ByteRangeCursor()
    private var partRange = ByteRangeCursor()
    private var sum = ExactSum()

    init(_ inputs: ReadingInputs) {
        self.inputs = inputs
        context = ReadingContext(bytes: inputs.bytes, limits: inputs.limits)
        playlist = MediaPlaylist(text: PlaylistText(bytes: inputs.bytes))
    }

    mutating func read(_ tag: Tag, _ value: Range<Int>) {
        if tag.isAboutSegment {
            context.segment = playlist.segments.count
            readSegmentTag(tag, value)
        } else {
            readPlaylistTag(tag, value)
        }
    }

    private mutating func readSegmentTag(_ tag: Tag, _ value: Range<Int>) {
        switch tag {
        case .segmentDuration:
            noteUnusedDuration()
            next.duration = context.segmentDuration(value)
        case .byteRange: readByteRange(value)
        case .discontinuity:
            next.isDiscontinuity = true
            discontinuities &+= 1
        case .key: readKey(value)
        case .map: readMap(value)
        case .programDateTime: next.programDateTime = context.date(context.bytes[value])
        case .gap: next.isGap = true
        case .bitrate: readBitrate(value)
        case .part: readPart(value)
        default: break
        }
    }

    private mutating func readPlaylistTag(_ tag: Tag, _ value: Range<Int>) {
        switch tag {
        case .version: playlist.version = context.version(value) ?? playlist.version
        case .independentSegments: playlist.independentSegments = true
        case .start: playlist.start = context.start(value) ?? playlist.start
        case .define:
            let definition = context.definition(
                value, imported: inputs.imported, queryParameters: inputs.query)
            if let definition { playlist.defines.append(definition) }
        case .targetDuration: readTargetDuration(value)
        case .mediaSequence: readMediaSequence(value)
        case .discontinuitySequence: readDiscontinuitySequence(value)
        case .endList: playlist.hasEndList = true
        case .playlistType: readPlaylistType(value)
        case .iFramesOnly:
            playlist.iFramesOnly = true
            context.use(.iFramesOnly)
        case .partInformation:
            let list = context.attributes(in: value)
            playlist.partTarget = context.duration(list, "PART-TARGET", isRequired: true)
        case .serverControl: playlist.serverControl = context.serverControl(value)
        case .dateRange: playlist.dateRanges.append(context.dateRange(value))
        case .skip: playlist.skipped = context.skippedSegments(value) ?? playlist.skipped
        case .preloadHint:
            if let hint = context.preloadHint(value) { playlist.preloadHints.append(hint) }
        case .renditionReport: playlist.renditionReports.append(context.renditionReport(value))
        default: break
        }
    }

    mutating func readURI(_ range: Range<Int>) {
        context.segment = playlist.segments.count
        if playlist.hasEndList { context.note(.segmentAfterEnd) }
        let uri = context.text(range)
        if next.duration == nil { context.note(.uriWithoutExtinf, context.bytes[range]) }
        let duration = next.duration?.duration ?? .zero
        sum.add(duration.seconds)
        playlist.segments.append(
            MediaSegment(
                index: playlist.segments.count, line: context.line, uri: uri, duration: duration,
                title: next.duration?.title, durationLine: next.duration?.line,
                byteRange: segmentRange.resolve(next.byteRange, in: uri, &context),
                initialization: initialization, keys: keys, isDiscontinuity: next.isDiscontinuity,
                isGap: next.isGap, programDateTime: next.programDateTime,
                bitrate: next.byteRange == nil ? bitrate : nil,
                mediaSequence: Int64(playlist.segments.count), discontinuitySequence: discontinuities,
                partialSegments: next.parts))
        next = PendingSegment()
    }

    /// The playlist, when every line has been read.
    mutating func finished() -> MediaPlaylist {
        context.tag = Tag.segmentDuration.rawValue
        noteUnusedDuration()
        playlist.trailingPartialSegments = next.parts
        playlist.duration = MediaDuration(sum.value)
        // Both numbers may stand behind the segments that they count.
        let firstListed = playlist.mediaSequence + (playlist.skipped?.count ?? 0)
        let firstRun = playlist.discontinuitySequence
        if firstListed != 0 || firstRun != 0 {
            for index in playlist.segments.indices {
                playlist.segments[index].mediaSequence += firstListed
                playlist.segments[index].discontinuitySequence += firstRun
            }
        }
        let mapFeature: ProtocolFeature = playlist.iFramesOnly ? .mapWithIFramesOnly : .map
        playlist.features = context.features
        if let first = playlist.initializations.first { playlist.features[mapFeature] = first.line }
        playlist.offences = context.log.offences
        playlist.omittedOffences = context.log.omitted
        return playlist
    }

    private mutating func noteUnusedDuration() {
        guard let unused = next.duration else { return }
        let line = context.line
        context.line = unused.line
        context.note(.extinfWithoutURI)
        context.line = line
    }
}

/// What the tags of a segment in the making live in.
extension MediaPlaylistReader {
    private mutating func readByteRange(_ value: Range<Int>) {
        context.use(.byteRange)
        guard let range = ReadingContext.byteRange(context.bytes[value]) else {
            context.note(.byteRangeMalformed, context.bytes[value])
            return
        }
        next.byteRange = range
    }

    private mutating func readKey(_ value: Range<Int>) {
        let list = context.attributes(in: value)
        guard let key = context.key(list) else { return }
        playlist.keys.append(key)
        if key.method == .none {
            keys = []
        } else if let place = keys.firstIndex(where: { $0.keyFormat == key.keyFormat }) {
            keys[place] = key
        } else if keys.count < PlaylistLimits.keysInForce {
            keys.append(key)
        } else {
            context.note(.tooManyKeys, key.keyFormat)
        }
    }

    private mutating func readMap(_ value: Range<Int>) {
        let list = context.attributes(in: value)
        guard let uri = context.string(list, "URI", isRequired: true) else { return }
        var byteRange: ByteRange?
        if let text = context.string(list, "BYTERANGE") {
            byteRange = ReadingContext.byteRange(text.utf8).flatMap {
                ByteRange(offset: $0.offset ?? 0, length: $0.length)
            }
            if byteRange == nil { context.note(.byteRangeMalformed, attribute: "BYTERANGE", text) }
        }
        let section = InitializationSection(uri: uri, byteRange: byteRange, keys: keys, line: context.line)
        playlist.initializations.append(section)
        initialization = section
    }

    private mutating func readBitrate(_ value: Range<Int>) {
        bitrate = ReadingContext.integer(context.bytes[value])
        if bitrate == nil { context.note(.malformedTag, context.bytes[value]) }
    }

    private mutating func readPart(_ value: Range<Int>) {
        let list = context.attributes(in: value)
        let duration = context.duration(list, "DURATION", isRequired: true) ?? .zero
        let isIndependent = context.yesOrNo(list, "INDEPENDENT")
        let isGap = context.yesOrNo(list, "GAP")
        guard let uri = context.string(list, "URI", isRequired: true) else { return }
        var stated: (length: Int64, offset: Int64?)?
        if let text = context.string(list, "BYTERANGE") {
            stated = ReadingContext.byteRange(text.utf8)
            if stated == nil { context.note(.byteRangeMalformed, attribute: "BYTERANGE", text) }
        }
        next.parts.append(
            PartialSegment(
                uri: uri, duration: duration, byteRange: partRange.resolve(stated, in: uri, &context),
                isIndependent: isIndependent, isGap: isGap, line: context.line))
    }
}

/// What the tags of the whole playlist live in.
extension MediaPlaylistReader {
    private mutating func readTargetDuration(_ value: Range<Int>) {
        let text = context.bytes[value].drop { $0.isBlank }
        guard let reading = try? DecimalText.read(text), reading.value > .zero else {
            context.note(.targetDurationMalformed, text)
            return
        }
        playlist.targetDuration = MediaDuration(reading.value)
        playlist.targetDurationLine = context.line
    }

    private mutating func readPlaylistType(_ value: Range<Int>) {
        guard let type = PlaylistType(rawValue: String(decoding: context.bytes[value], as: UTF8.self)) else {
            context.note(.malformedTag, context.bytes[value])
            return
        }
        playlist.playlistType = type
    }

    private mutating func readMediaSequence(_ value: Range<Int>) {
        if !playlist.segments.isEmpty { context.note(.mediaSequenceLate) }
        playlist.mediaSequence = sequenceNumber(value) ?? playlist.mediaSequence
    }

    private mutating func readDiscontinuitySequence(_ value: Range<Int>) {
        if !playlist.segments.isEmpty || discontinuities > 0 { context.note(.discontinuitySequenceLate) }
        playlist.discontinuitySequence = sequenceNumber(value) ?? playlist.discontinuitySequence
    }

    /// A number that leaves room to count from: below 2⁶².
    private mutating func sequenceNumber(_ value: Range<Int>) -> Int64? {
        guard let number = ReadingContext.integer(context.bytes[value].drop { $0.isBlank }),
            number < 1 << 62
        else {
            context.note(.sequenceNumberMalformed, context.bytes[value])
            return nil
        }
        return number
    }
}
