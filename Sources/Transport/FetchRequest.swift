/// Reports bytes as they arrive: how many so far, and of how many, where that is known. Called on the
/// transport's own thread; starts again from a smaller number when a transfer is retried.
public typealias FetchProgress = @Sendable (_ received: Int64, _ total: Int64?) -> Void

/// Asks for the bytes of one resource, or for a range of them.
public struct FetchRequest: Sendable {
    /// Where the bytes lie.
    public var location: ResourceLocation
    /// The byte range asked for; `nil` for all of the resource. An upper bound of `Int64.max` means the end.
    public var range: Range<Int64>?
    /// Whether the resource may end inside the range: so for the head of a segment of unknown length. Without
    /// it a resource that is too short is an error.
    public var mayEndEarly: Bool
    /// The most bytes to take into memory; a longer body is ``TransportError/tooLarge(_:limit:)``.
    public var sizeLimit: Int64
    /// Whether gzip and deflate are offered to the server. Never together with a range.
    public var acceptsCompression: Bool
    /// Told of bytes as they arrive.
    public var progress: FetchProgress?

    /// Makes a request; by default for all of a resource of at most 1 GiB.
    public init(
        _ location: ResourceLocation, range: Range<Int64>? = nil, mayEndEarly: Bool = false,
        sizeLimit: Int64 = 1 << 30, acceptsCompression: Bool = false, progress: FetchProgress? = nil
    ) {
        self.location = location
        self.range = range
        self.mayEndEarly = mayEndEarly
        self.sizeLimit = sizeLimit
        self.acceptsCompression = acceptsCompression
        self.progress = progress
    }
}
