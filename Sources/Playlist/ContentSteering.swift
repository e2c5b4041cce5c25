/// Who decides between pathways: EXT-X-CONTENT-STEERING (second edition 4.4.6.6).
public struct ContentSteering: Sendable, Hashable {
    /// The steering manifest.
    public let serverURI: String
    /// The pathway to begin with.
    public let pathwayID: String?
    /// The 1-based line of the tag.
    public let line: Int
}
