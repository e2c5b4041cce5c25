/// Reads a multivariant playlist line by line (RFC 8216 4.3.1, 4.3.4, 4.3.5).
struct MultivariantPlaylistReader: PlaylistReading {
    static let home = Tag.Home.multivariant

    var context: ReadingContext
    private let inputs: ReadingInputs
    private var playlist: MultivariantPlaylist
    /// The attributes of an EXT-X-STREAM-INF that waits for its URI, and where it stands.
    private var pending: (list: AttributeList, line: Int)?

    init(_ inputs: ReadingInputs) {
        self.inputs = inputs
        context = ReadingContext(bytes: inputs.bytes, limits: inputs.limits)
        playlist = MultivariantPlaylist(text: PlaylistText(bytes: inputs.bytes))
    }

    mutating func read(_ tag: Tag, _ value: Range<Int>) {
        switch tag {
        case .version: playlist.version = context.version(value) ?? playlist.version
        case .independentSegments: playlist.independentSegments = true
        case .start: playlist.start = context.start(value) ?? playlist.start
        case .define:
            let definition = context.definition(
                value, imported: inputs.imported, queryParameters: inputs.query)
            if let definition { playlist.defines.append(definition) }
        case .variant:
            noteUnusedVariant()
            pending = (context.attributes(in: value), context.line)
        case .iFrameVariant:
            let list = context.attributes(in: value)
            guard let uri = context.string(list, "URI", isRequired: true) else { return }
            playlist.iFrameVariants.append(context.variant(list, uri: uri))
        case .rendition:
            if let rendition = context.rendition(value) { playlist.renditions.append(rendition) }
        case .sessionData:
            if let data = context.sessionData(value) { playlist.sessionData.append(data) }
        case .sessionKey:
            let list = context.attributes(in: value)
            if let key = context.key(list) { playlist.sessionKeys.append(key) }
        case .contentSteering:
            playlist.contentSteering = context.contentSteering(value) ?? playlist.contentSteering
        default: break
        }
    }

    mutating func readURI(_ range: Range<Int>) {
        guard let (list, line) = pending else {
            context.note(.uriWithoutVariant, context.bytes[range])
            return
        }
        pending = nil
        let uri = context.text(range)
        context.line = line
        context.tag = Tag.variant.rawValue
        playlist.variants.append(context.variant(list, uri: uri))
    }

    /// The playlist, when every line has been read.
    mutating func finished() -> MultivariantPlaylist {
        noteUnusedVariant()
        playlist.features = context.features
        playlist.offences = context.log.offences
        playlist.omittedOffences = context.log.omitted
        return playlist
    }

    private mutating func noteUnusedVariant() {
        guard let unused = pending else { return }
        let (line, tag) = (context.line, context.tag)
        context.line = unused.line
        context.tag = Tag.variant.rawValue
        context.note(.variantWithoutURI)
        (context.line, context.tag) = (line, tag)
    }
}
