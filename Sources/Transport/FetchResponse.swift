/// The bytes that were asked for, and what is known about where they came from.
public struct FetchResponse: Sendable, Hashable {
    /// The bytes, content coding undone.
    public var bytes: [UInt8]
    /// Where they came from in the end: the base of the references in them.
    public var effectiveLocation: ResourceLocation
    /// The status of the final answer; `nil` for a file.
    public var status: Int?
    /// Whether the sender gave the range alone (206, or a range of a file) and not the whole resource.
    public var isPartial: Bool
    /// Length of the whole resource where it is known.
    public var totalSize: Int64?
    /// The `Content-Type` as sent.
    public var contentType: String?
    /// The `ETag` as sent, quotes included.
    public var etag: String?
}
