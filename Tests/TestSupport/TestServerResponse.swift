import Foundation

/// What ``TestServer`` answers, and how it misbehaves in doing so.
public struct TestServerResponse: Sendable {
    /// How the body leaves.
    public enum Delivery: Sendable {
        /// At once.
        case whole
        /// So many bytes at a time, with a pause after each.
        case drip(bytes: Int, pause: Duration)
        /// In chunks of so many bytes (RFC 9112 section 7.1), with or without the last, empty one.
        case chunked(bytes: Int, isComplete: Bool)
        /// The connection is closed in order after so many bytes of the body.
        case closed(after: Int)
        /// The connection is reset (RST) after so many bytes of the body.
        case reset(after: Int)
        /// The body again and again, without a stated length, until the client hangs up.
        case endless
        /// Nothing at all is sent; the connection stays open until the client or the server ends it.
        case never
        /// The connection is reset before a single byte of an answer.
        case resetAtOnce
        /// The body alone, without status line and headers.
        case raw
    }

    /// The status code.
    public var status: Int
    /// Header fields besides the ones that the server sets itself.
    public var headers: [(name: String, value: String)]
    /// The body of the whole resource.
    public var body: [UInt8]
    /// How it leaves.
    public var delivery: Delivery = .whole
    /// The `Content-Length` stated; `nil` for the true one.
    public var statedLength: Int?
    /// Whether no `Content-Length` is stated and the end of the connection ends the body.
    public var hidesLength = false
    /// Whether a `Range` header is obeyed.
    public var obeysRange = true
    /// Replaces the `Content-Range` of a partial answer.
    public var contentRange: String?

    /// A plain answer.
    public init(status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Bytes with a media type, ranges obeyed.
    public static func bytes(_ body: [UInt8], type: String = "application/octet-stream") -> TestServerResponse
    {
        TestServerResponse(headers: [("Content-Type", type)], body: body)
    }

    /// An error page, or any other answer of which the status matters.
    public static func status(_ status: Int, headers: [(name: String, value: String)] = [])
        -> TestServerResponse
    {
        TestServerResponse(status: status, headers: headers, body: Array("status \(status)\n".utf8))
    }

    /// A redirect; the location is sent as given, however odd.
    public static func redirect(to location: String, status: Int = 302) -> TestServerResponse {
        .status(status, headers: [("Location", location)])
    }

    /// A body that comes drop by drop.
    public static func slow(_ body: [UInt8], bytes: Int, pause: Duration) -> TestServerResponse {
        .bytes(body).delivered(.drip(bytes: bytes, pause: pause))
    }

    /// A body that states its whole length and ends after `count` bytes of it.
    public static func cutShort(_ body: [UInt8], after count: Int) -> TestServerResponse {
        .bytes(body).delivered(.closed(after: count))
    }

    /// A body under a `Content-Length` of its own.
    public static func wrongLength(_ body: [UInt8], stated: Int) -> TestServerResponse {
        var response = bytes(body)
        response.statedLength = stated
        return response
    }

    /// A body whose length is only known when the connection ends.
    public static func untilClose(_ body: [UInt8]) -> TestServerResponse {
        var response = bytes(body)
        response.hidesLength = true
        return response
    }

    /// A server that does not know ranges: 200 and everything.
    public static func ignoringRange(_ body: [UInt8]) -> TestServerResponse {
        var response = bytes(body)
        response.obeysRange = false
        return response
    }

    /// A partial answer under a `Content-Range` of its own, `bytes 5-9/10` for example.
    public static func wrongRange(_ body: [UInt8], contentRange: String) -> TestServerResponse {
        var response = bytes(body)
        response.contentRange = contentRange
        return response
    }

    /// A body that never ends: the same bytes, of which there is at least one, again and again. Knows no ranges.
    public static func endless(_ piece: [UInt8]) -> TestServerResponse {
        precondition(!piece.isEmpty)
        return ignoringRange(piece).delivered(.endless)
    }

    /// A request that is never answered.
    public static let silence = TestServerResponse().delivered(.never)

    /// A connection that is reset when the request has arrived.
    public static let reset = TestServerResponse().delivered(.resetAtOnce)

    /// The body compressed by the `gzip` program, under `Content-Encoding: gzip`; ranges are not obeyed.
    public static func gzipped(_ body: [UInt8]) throws -> TestServerResponse {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try Data(body).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let output = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["gzip", "-c", file.path]
        process.standardOutput = output
        try process.run()
        let compressed = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        var response = ignoringRange([UInt8](compressed))
        response.headers.append(("Content-Encoding", "gzip"))
        return response
    }

    /// The same answer, delivered in another way.
    public func delivered(_ delivery: Delivery) -> TestServerResponse {
        var copy = self
        copy.delivery = delivery
        return copy
    }

    /// The same answer with one more header field.
    public func with(header name: String, _ value: String) -> TestServerResponse {
        var copy = self
        copy.headers.append((name, value))
        return copy
    }
}
