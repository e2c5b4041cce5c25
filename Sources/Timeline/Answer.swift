/// What the timeline answers: a value, or which segments it must see first.
///
/// The timeline never reads anything. A caller loads what is asked for, inserts it and asks again; so the reads
/// of a question are exactly the segments that its answer rests on.
public enum Answer<Value: Sendable>: Sendable {
    /// The answer, final.
    case known(Value)
    /// These must be inserted first; at least one is named, each is new.
    case needs([Demand])
}

/// A piece of media that an answer depends on.
public enum Demand: Sendable, Hashable {
    /// The first part of a segment, enough for its first timestamps.
    case head(Int)
    /// All of a segment.
    case whole(Int)
    /// The first part of a segment of the separate audio rendition.
    case audioHead(Int)
    /// All of a segment of the separate audio rendition.
    case audioWhole(Int)
}

/// Thrown inside the timeline where a segment is not known yet; it leaves as ``Answer/needs(_:)``.
struct Missing: Error {
    var demands: [Demand]

    init(_ demands: Demand...) { self.demands = demands }
    init(_ demands: [Demand]) { self.demands = demands }
}
