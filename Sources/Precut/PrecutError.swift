/// What a person or a script is told when a question cannot be answered.
///
/// One type for the whole library's use cases: the modules below throw facts, this carries their wording. It is
/// safe to paste anywhere: URLs come without user and query part, keys never appear.
public struct PrecutError: Error, Sendable, Hashable {
    /// The verdict as a process exit code (BSD sysexits where one fits).
    public enum Kind: Int32, Sendable, Hashable {
        /// Wrong arguments, among them an instant beyond the snapshot.
        case usage = 64
        /// The input is not what it claims to be.
        case invalidInput = 65
        /// The input is not there or may not be read.
        case inputNotFound = 66
        /// A remote side is out of reach or refuses for now.
        case unavailable = 69
        /// A defect of Precut itself.
        case internalDefect = 70
        /// Output cannot be written, or exists.
        case cannotWrite = 73
        /// Credentials are missing or were rejected.
        case credentials = 77
        /// Stopped by the user.
        case interrupted = 130
    }

    /// The family, and so the exit code.
    public let kind: Kind
    /// A stable word for scripts: `playlist-not-found`.
    public let code: String
    /// What failed and where, one sentence.
    public let message: String
    /// What lies behind it, outermost first.
    public let causes: [String]
    /// What to do.
    public let hint: String?

    /// Describes a failure.
    public init(_ kind: Kind, code: String, _ message: String, causes: [String] = [], hint: String? = nil) {
        self.kind = kind
        self.code = code
        self.message = message
        self.causes = causes
        self.hint = hint
    }
}
