/// Pictures of a copied clip that come behind its out point: others refer to them, nobody is to see them.
///
/// Each lasts one tick, so that players that ignore the edit list hardly show it. Where such pictures are decoded
/// before the first one shown, that tick is taken from the pre-roll: readers that begin the edit with the first sample
/// that it shows (FFmpeg does) find that sample's DTS at the in point, and so everything at its place.
public struct HiddenTail: Sendable, Hashable {
    /// How many there are.
    public private(set) var count = 0
    /// How many of them are decoded before the first picture shown.
    public private(set) var leading = 0
    private var hasShown = false

    /// None so far.
    public init() {}

    /// Notes the next picture in decoding order.
    ///
    /// - Parameters:
    ///   - time: When it is due, in ticks from the in point.
    ///   - length: The clip's length in ticks.
    public mutating func note(_ time: Int64, length: Int64) {
        if time >= length {
            count += 1
            if !hasShown { leading += 1 }
        } else if time >= 0 {
            hasShown = true
        }
    }

    /// The ticks that they add to the media's length, given that of the pre-roll.
    public func ticks(preroll: Int64) -> Int64 {
        Int64(preroll > Int64(leading) ? count - leading : count)
    }
}
