public import ExactTime

/// A range of wall-clock time with attributes: EXT-X-DATERANGE (RFC 8216 4.3.2.7).
public struct DateRange: Sendable, Hashable {
    /// What it is called within the playlist.
    public let id: String?
    /// The set of ranges it belongs to.
    public let rangeClass: String?
    /// When it begins.
    public let startDate: WallClock?
    /// When it ends.
    public let endDate: WallClock?
    /// How long it lasts.
    public let duration: MediaDuration?
    /// How long it is expected to last.
    public let plannedDuration: MediaDuration?
    /// When its action is to be triggered: `PRE`, `POST`, `ONCE` (second edition 4.4.5.1).
    public let cue: [String]
    /// It ends where the next range of its class begins.
    public let endsOnNext: Bool
    /// Every attribute as given: SCTE35-CMD, SCTE35-OUT, SCTE35-IN and the client's own `X-` ones too.
    public let attributes: AttributeList
    /// The 1-based line of the tag.
    public let line: Int
}
