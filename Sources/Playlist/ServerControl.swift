public import ExactTime

/// What the server offers to clients of a live playlist: EXT-X-SERVER-CONTROL (second edition 4.4.3.8).
public struct ServerControl: Sendable, Hashable {
    /// Delta updates may skip what is older than this.
    public let canSkipUntil: MediaDuration?
    /// Delta updates may skip date ranges too.
    public let canSkipDateRanges: Bool
    /// How far from the end to play, at least.
    public let holdBack: MediaDuration?
    /// The same where partial segments are played.
    public let partHoldBack: MediaDuration?
    /// The server can hold a request until there is something new.
    public let canBlockReload: Bool
    /// The 1-based line of the tag.
    public let line: Int
}
