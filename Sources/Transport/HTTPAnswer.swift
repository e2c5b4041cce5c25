/// One answer of a server, an error's or a redirect's as well.
struct HTTPAnswer: Sendable {
    let head: ResponseHead
    let body: BodySink
    /// Whether it came from a public address.
    let cameFromPublic: Bool
}
