/// Holds wanted pictures back until everything decoded before them is out.
///
/// A decoder says that a picture has errors only when it comes out. A B picture comes out before the P picture that
/// it was predicted from, so whether it is sound is known only after that one.
struct PendingPictures {
    /// More are never held: units that give no picture at all must not gather pictures behind them.
    private static let limit = 32

    private var sentCount = 0
    private var outstanding: [(order: Int, pts: Int64)] = []
    private var held: [(order: Int, picture: Picture)] = []

    var isEmpty: Bool { held.isEmpty }

    /// A unit went into the decoder.
    mutating func send(pts: Int64) {
        outstanding.append((sentCount, pts))
        sentCount += 1
    }

    /// The unit that went in last was refused.
    mutating func refuse() {
        if outstanding.last?.order == sentCount - 1 { outstanding.removeLast() }
    }

    /// A picture came out; `picture` is `nil` where nobody wants it.
    mutating func receive(pts: Int64, _ picture: Picture?) {
        let order = outstanding.first { $0.pts == pts }?.order ?? sentCount
        // Pictures come in presentation order: what should have come before gives none.
        outstanding.removeAll { $0.pts <= pts }
        if let picture { held.append((order, picture)) }
    }

    /// Takes out the first picture, if all that was decoded before it is out, or in any case where `isFinal`.
    mutating func next(isFinal: Bool) -> Picture? {
        guard let first = held.first else { return nil }
        let isSettled = !outstanding.contains { $0.order < first.order }
        guard isSettled || isFinal || held.count > Self.limit else { return nil }
        return held.removeFirst().picture
    }
}
