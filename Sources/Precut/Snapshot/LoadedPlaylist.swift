internal import ExactTime
public import Findings
public import Playlist
internal import Timeline
internal import Transport

/// A snapshot's playlists: the media playlist to read, and how it was reached.
public struct LoadedPlaylist: Sendable {
    /// The media playlist with the picture (or the sound, where there is no picture).
    public let media: MediaPlaylist
    /// The separate audio rendition's media playlist, where the variant names one.
    public let audio: MediaPlaylist?
    /// The multivariant playlist that led here.
    public let multivariant: MultivariantPlaylist?
    /// The variant that was chosen in it.
    public let variant: VariantStream?
    /// What strict reading finds in all of them.
    public let findings: [Finding]

    let mediaLocation: ResourceLocation
    let audioLocation: ResourceLocation?
    /// What tells this snapshot from every other one.
    let identity: [UInt8]

    /// No playlist may be larger.
    static let sizeLimit: Int64 = 64 << 20

    /// Fetches and reads the playlist at `location`, and those that it leads to.
    static func load(
        _ location: ResourceLocation, variant choice: VariantChoice, with fetcher: Fetcher
    ) async throws -> LoadedPlaylist {
        let first = try await fetch(location, name: "playlist", with: fetcher)
        guard case .multivariant(let multivariant) = first.document else {
            guard case .media(let media) = first.document else { throw notReached }
            return LoadedPlaylist(
                media: media, audio: nil, multivariant: nil, variant: nil,
                findings: PlaylistJudge.findings(for: first.document), mediaLocation: first.location,
                audioLocation: nil, identity: first.identity)
        }
        let variant = try choose(choice, from: multivariant, location: location)
        let main = try await fetch(
            try resolve(variant.uri, from: first.location), name: "variant",
            variables: multivariant.variables, with: fetcher)
        guard case .media(let media) = main.document else { throw nested(main.location) }
        var audio: (playlist: MediaPlaylist, location: ResourceLocation)?
        var findings =
            PlaylistJudge.findings(for: first.document) + PlaylistJudge.findings(for: main.document)
        var identity = first.identity + main.identity
        if let uri = multivariant.audioRendition(of: variant)?.uri {
            let rendition = try await fetch(
                try resolve(uri, from: first.location), name: "audio rendition",
                variables: multivariant.variables, with: fetcher)
            guard case .media(let playlist) = rendition.document else { throw nested(rendition.location) }
            findings += PlaylistJudge.findings(for: rendition.document)
            identity += rendition.identity
            audio = (playlist, rendition.location)
        }
        return LoadedPlaylist(
            media: media, audio: audio?.playlist, multivariant: multivariant, variant: variant,
            findings: findings, mediaLocation: main.location, audioLocation: audio?.location,
            identity: identity)
    }

    private struct Fetched {
        var document: PlaylistDocument
        var location: ResourceLocation
        var identity: [UInt8]
    }

    private static func fetch(
        _ location: ResourceLocation, name: String, variables: [String: String] = [:], with fetcher: Fetcher
    ) async throws -> Fetched {
        let response: FetchResponse
        do {
            response = try await fetcher.fetch(
                FetchRequest(location, sizeLimit: sizeLimit, acceptsCompression: true))
        } catch {
            throw PrecutError(transport: error, reading: "the \(name)", isPlaylist: true)
        }
        do {
            let document = try Playlist.parse(
                response.bytes, variables: variables,
                queryParameters: response.effectiveLocation.queryParameters)
            return Fetched(
                document: document, location: response.effectiveLocation,
                identity: response.bytes + Array(location.cacheIdentity.utf8))
        } catch {
            throw PrecutError(playlist: error, location: location.description)
        }
    }

    private static func resolve(
        _ uri: String, from base: ResourceLocation
    ) throws(PrecutError) -> ResourceLocation {
        do {
            return try base.resolve(uri)
        } catch {
            throw PrecutError(transport: error, reading: "the variant", isPlaylist: true)
        }
    }

    private static func choose(
        _ choice: VariantChoice, from playlist: MultivariantPlaylist, location: ResourceLocation
    ) throws(PrecutError) -> VariantStream {
        let widest = playlist.variants.enumerated().sorted { left, right in
            (right.element.bandwidth ?? 0, left.offset) < (left.element.bandwidth ?? 0, right.offset)
        }.map(\.element)
        let chosen: VariantStream? =
            switch choice {
            case .highestBandwidth: widest.first { $0.mayHaveVideo } ?? widest.first
            case .place(let place):
                playlist.variants.indices.contains(place) ? playlist.variants[place] : nil
            case .height(let height): widest.first { $0.resolution?.height == Int64(height) }
            case .uriContaining(let text): playlist.variants.first { $0.uri.contains(text) }
            }
        if let chosen { return chosen }
        let offered = playlist.variants.enumerated().map { place, variant in
            let size = variant.resolution.map { ", \($0.width)x\($0.height)" } ?? ""
            return "variant \(place) has \(variant.bandwidth ?? 0) bit/s\(size)"
        }
        throw PrecutError(
            offered.isEmpty ? .invalidInput : .usage, code: "no-such-variant",
            offered.isEmpty
                ? "`\(location)` names no variant stream" : "`\(location)` has no such variant stream",
            causes: Array(offered.prefix(20)),
            hint: offered.isEmpty
                ? nil : "give `--variant` one of these numbers, a height such as 720p, or a part of the URI")
    }

    private static func nested(_ location: ResourceLocation) -> PrecutError {
        PrecutError(
            .invalidInput, code: "nested-multivariant",
            "`\(location)` is a multivariant playlist where a media playlist is due",
            hint: "a variant's URI must name a media playlist (RFC 8216 4.3.4.2)")
    }

    private static var notReached: PrecutError {
        PrecutError(.internalDefect, code: "unknown-document", "a playlist of neither kind was read")
    }
}
