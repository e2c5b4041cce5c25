/// What a ``Fetcher`` has done so far.
public struct TransferStatistics: Sendable, Hashable {
    /// HTTP requests sent, redirects and retries among them.
    public var requests = 0
    /// Bytes of HTTP bodies received, before content coding is undone; those of failed attempts included.
    public var bytesReceived: Int64 = 0
    /// Attempts after a failed one.
    public var retries = 0
    /// Redirects followed.
    public var redirects = 0
    /// Files opened.
    public var fileReads = 0
    /// Bytes read from files.
    public var fileBytes: Int64 = 0

    /// Nothing done yet.
    public init() {}
}
