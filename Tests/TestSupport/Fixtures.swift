/// Where the committed inputs of the tests lie.
public enum Fixtures {
    /// The absolute path of `Fixtures/` in this checkout.
    public static let directory: String = {
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/") + "/Fixtures"
    }()

    /// The absolute path of one file below `Fixtures/`.
    public static func path(_ relative: String) -> String { directory + "/" + relative }
}
