/// Everything that a playlist is read from.
struct ReadingInputs {
    let bytes: [UInt8]
    let limits: PlaylistLimits
    /// What IMPORT may take.
    let imported: [String: String]
    /// What QUERYPARAM may take.
    let query: [String: String]
}
