import Precut
import Testing

/// One way to fail, what it must be called, and how to provoke it.
struct ErrorCase: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: PrecutError.Kind
    let code: String
    /// Words that the message, its causes or its hint must hold.
    let words: [String]
    let provoke: @Sendable (ErrorScene) async throws -> Void

    init(
        _ name: String, _ kind: PrecutError.Kind, _ code: String, _ words: [String],
        _ provoke: @escaping @Sendable (ErrorScene) async throws -> Void
    ) {
        self.name = name
        self.kind = kind
        self.code = code
        self.words = words
        self.provoke = provoke
    }

    var testDescription: String { name }

    /// All of them.
    static let all = playlists + transfers + segments + keys + questions + outputs + clips + facts
}
