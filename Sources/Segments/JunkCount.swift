/// Counts bytes that belong to nothing, and remembers where the first ones are.
struct JunkCount {
    private var count = 0
    private var position = 0

    /// Adds bytes at a place.
    mutating func add(_ bytes: Int, at place: Int) {
        guard bytes > 0 else { return }
        if count == 0 { position = place }
        count += bytes
    }

    /// The defect, where there were any.
    var defect: Defect? { count > 0 ? .junk(bytes: count, position: position) : nil }
}
