/// One coded frame of sound: where it lies, and what it must agree with to be joined to its neighbours.
public struct SoundUnit: Sendable, Hashable {
    /// Positions beyond this mean nothing; held there, no sum of a few of them can overflow.
    static let positionLimit: Int64 = 1 << 60

    /// Where its first sample lies by its timestamp, in samples from the in point, to the nearest; may be negative.
    public let position: Int64
    /// Bytes of payload.
    public let size: UInt32
    /// Units of one run of timestamps share this number; it tells neighbouring runs apart, nothing more.
    public let run: UInt16
    /// Units with the same codec and decoder configuration share this number.
    public let format: UInt16

    /// Describes a unit; a position beyond ±2^60 is held there.
    public init(position: Int64, size: UInt32, run: UInt16 = 0, format: UInt16 = 0) {
        self.position = min(max(position, -Self.positionLimit), Self.positionLimit)
        self.size = size
        self.run = run
        self.format = format
    }
}
