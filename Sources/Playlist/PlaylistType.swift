/// Whether a media playlist may still change (RFC 8216 4.3.3.5).
public enum PlaylistType: String, Sendable, Hashable {
    /// It never changes.
    case vod = "VOD"
    /// Segments are only ever added at its end.
    case event = "EVENT"
}
