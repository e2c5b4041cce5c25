/// A playlist of either kind.
public enum PlaylistDocument: Sendable {
    /// It lists segments.
    case media(MediaPlaylist)
    /// It lists media playlists.
    case multivariant(MultivariantPlaylist)

    /// The bytes that were parsed, every one of them.
    public func serialized() -> [UInt8] {
        switch self {
        case .media(let playlist): playlist.serialized()
        case .multivariant(let playlist): playlist.serialized()
        }
    }

    /// What is wrong with the text, in no particular order.
    public var offences: [Offence] {
        switch self {
        case .media(let playlist): playlist.offences
        case .multivariant(let playlist): playlist.offences
        }
    }
}
