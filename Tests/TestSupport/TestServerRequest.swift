/// One request as ``TestServer`` received it.
public struct TestServerRequest: Sendable {
    /// `GET`, `HEAD`, ….
    public let method: String
    /// Path and query exactly as they stood in the request line.
    public let target: String
    /// Header fields by lower-case name.
    public let headers: [String: String]
    /// How often this target has been asked for, this time included: 1, 2, ….
    public let attempt: Int
    /// Numbers the connections in the order in which they were accepted: equal for requests that shared one.
    public let connection: Int

    /// The target without its query.
    public var path: String { String(target.prefix { $0 != "?" }) }

    /// The byte range asked for with `Range: bytes=a-b` or `bytes=a-`, as far as `count` bytes reach; `nil`
    /// without such a header.
    func range(in count: Int) -> Range<Int>? {
        guard let value = headers["range"], value.hasPrefix("bytes=") else { return nil }
        let bounds = value.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard bounds.count == 2, let first = Int(bounds[0]) else { return nil }
        let end = Int(bounds[1]).map { min($0 + 1, count) } ?? count
        return first..<max(first, end)
    }
}

/// What became of one request.
public struct TestServerLogEntry: Sendable {
    /// The request.
    public let request: TestServerRequest
    /// The status answered; 0 where there was no answer.
    public let status: Int
    /// Bytes of the body that were handed to the socket.
    public let bytesSent: Int
}
